-- pulse: what a node wants to know of a lane several times a second.
-- KEYS: st q dead
-- ARGV: epoch
-- reply: standing epoch now available ups configuration queued oldestMs buried onTheWay form, that of the oldest entry,
--        0 when there is none or it has none
local st, q, dead = KEYS[1], KEYS[2], KEYS[3]
local wrong = misuse(#KEYS, 3, #ARGV, 1, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'avail', 'ups', 'cfg', 'out')
local first = redis.call('XRANGE', q, '-', '+', 'COUNT', 1)[1]
local oldest = first and string.match(first[1], '^%d+') or '0'
local form = '0'
for i = 1, first and #first[2] or 0, 2 do
  if first[2][i] == 'v' and string.match(first[2][i + 1], '^%d%d?%d?$') then form = first[2][i + 1] end
end
return { standing(s[1], s[2], s[3], ARGV[1]), s[1] or '', clock(), s[4] or 0, s[5] or 0, s[6] or 0,
  redis.call('XLEN', q), oldest, redis.call('XLEN', dead), s[7] or 0, form }
