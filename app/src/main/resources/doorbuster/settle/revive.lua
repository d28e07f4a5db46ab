-- revive: puts a dead letter back at the end of its lane's stream, once.
-- KEYS: st q dead
-- ARGV: epoch letter
-- reply: standing id, the new entry's id, or '' when no such letter is waiting
local st, q, dead = KEYS[1], KEYS[2], KEYS[3]
local wrong = misuse(#KEYS, 3, #ARGV, 2, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, '' } end
local letter = redis.call('XRANGE', dead, ARGV[2], ARGV[2])[1]
if not letter then return { 'OPEN', '' } end
local fields = {}
for i = 1, #letter[2], 2 do
  if letter[2][i] ~= 'reason' then
    fields[#fields + 1] = letter[2][i]
    fields[#fields + 1] = letter[2][i + 1]
  end
end
local id = redis.call('XADD', q, '*', unpack(fields))
redis.call('XDEL', dead, ARGV[2])
return { 'OPEN', id }
