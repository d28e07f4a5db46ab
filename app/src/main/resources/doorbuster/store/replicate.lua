-- replicate: writes a little, so that a WAIT that follows on the same connection covers all that was written before.
-- KEYS: st
-- ARGV: epoch
-- reply: standing
local st = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 1, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands == 'OPEN' then redis.call('HINCRBY', st, 'waits', 1) end
return { stands }
