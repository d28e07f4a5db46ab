-- letters: the oldest dead letters of a lane.
-- KEYS: st dead
-- ARGV: most
-- reply: standing epoch entry*
local st, dead = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 1, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
return { standing(s[1], s[2], s[3], s[1]), s[1] or '', unpack(redis.call('XRANGE', dead, '-', '+', 'COUNT', ARGV[1])) }
