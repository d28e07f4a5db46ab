-- quiesce: fences a lane under a new epoch and binds it to this very Redis process; nothing is taken until it opens.
-- KEYS: st
-- ARGV: epoch
-- reply: RECOVERING epoch, or HIGHER epoch when the lane already knows a later one; a lane that knows this one says how
--        it stands: a call that comes twice must neither close it again nor bind it to another process
local st = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 1, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local known = s[1]
if known == ARGV[1] then return { standing(s[1], s[2], s[3], ARGV[1]), known } end
if known and tonumber(known) > tonumber(ARGV[1]) then return { 'HIGHER', known } end
redis.call('HSET', st, 'epoch', ARGV[1], 'run', process(), 'phase', 'RECOVERING')
return { 'RECOVERING', ARGV[1] }
