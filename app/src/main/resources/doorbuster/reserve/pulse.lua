-- pulse: what a node wants to know of a lane several times a second.
-- KEYS: st q dead
-- ARGV: epoch
-- reply: standing epoch now available ups configuration queued oldestMs buried onTheWay
local st, q, dead = KEYS[1], KEYS[2], KEYS[3]
local wrong = misuse(#KEYS, 3, #ARGV, 1, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'avail', 'ups', 'cfg', 'out')
local first = redis.call('XRANGE', q, '-', '+', 'COUNT', 1)[1]
local oldest = first and string.match(first[1], '^%d+') or '0'
return { standing(s[1], s[2], s[3], ARGV[1]), s[1] or '', clock(), s[4] or 0, s[5] or 0, s[6] or 0,
  redis.call('XLEN', q), oldest, redis.call('XLEN', dead), s[7] or 0 }
