-- bury: moves one entry that cannot be settled to the lane's dead letters; its units stay held.
-- KEYS: st q dead
-- ARGV: epoch entry reason
-- reply: standing id, the dead letter's id, or '' when the entry was gone already
local st, q, dead = KEYS[1], KEYS[2], KEYS[3]
local wrong = misuse(#KEYS, 3, #ARGV, 3, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, '' } end
local entry = redis.call('XRANGE', q, ARGV[2], ARGV[2])[1]
if not entry then return { 'OPEN', '' } end
local fields = entry[2]
fields[#fields + 1] = 'reason'
fields[#fields + 1] = ARGV[3]
local id = redis.call('XADD', dead, '*', unpack(fields))
redis.call('XDEL', q, ARGV[2])
return { 'OPEN', id }
