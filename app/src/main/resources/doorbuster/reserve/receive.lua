-- receive: books a note's units as free in the lane that takes them, once for each number of a giver.
-- KEYS: st notes
-- ARGV: epoch giver number units
-- reply: standing
local st, notes = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 4, 0) or worded(3, 4)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands } end
local applied = redis.call('HGET', notes, 'from' .. ARGV[2])
if tonumber(ARGV[3]) > tonumber(applied or '0') then
  redis.call('HSET', notes, 'from' .. ARGV[2], ARGV[3])
  redis.call('HINCRBY', st, 'avail', ARGV[4])
  redis.call('HINCRBY', st, 'ups', 1)
end
return { 'OPEN' }
