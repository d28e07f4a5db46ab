-- open: lets a rebuilt lane sell.
-- KEYS: st
-- ARGV: epoch
-- reply: standing before
local st = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 1, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands == 'RECOVERING' then redis.call('HSET', st, 'phase', 'OPEN') end
return { stands }
