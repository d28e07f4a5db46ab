-- strike: strikes a giver's note whose units the taker has booked.
-- KEYS: st notes
-- ARGV: epoch number
-- reply: standing
local st, notes = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 2, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local open = redis.call('HGET', notes, 'open')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands } end
if open and string.match(open, '^%d+') == ARGV[2] then
  redis.call('HDEL', notes, 'open')
  redis.call('HSET', st, 'out', 0)
end
return { 'OPEN' }
