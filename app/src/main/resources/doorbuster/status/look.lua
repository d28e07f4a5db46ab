-- look: what a lane knows of one order.
-- KEYS: st res
-- ARGV: epoch order
-- reply: standing epoch reservation, '' when there is none
local st, res = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 2, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
return { standing(s[1], s[2], s[3], ARGV[1]), s[1] or '', redis.call('HGET', res, ARGV[2]) or '' }
