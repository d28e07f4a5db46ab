-- release: brings the lane's counter of released units up to Postgres' total; only the difference becomes available.
-- KEYS: st
-- ARGV: epoch total
-- reply: standing given, the units that became available
local st = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 2, 0) or worded(2)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'released')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, 0 } end
local given = tonumber(ARGV[2]) - tonumber(s[4])
if given <= 0 then return { 'OPEN', 0 } end
redis.call('HINCRBY', st, 'avail', string.format('%.0f', given))
redis.call('HINCRBY', st, 'ups', 1)
redis.call('HSET', st, 'released', ARGV[2])
return { 'OPEN', given }
