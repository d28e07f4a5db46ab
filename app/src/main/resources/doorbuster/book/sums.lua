-- sums: what one lane has at this moment, for the book.
-- KEYS: st res
-- ARGV: epoch
-- reply: standing epoch now available released onTheWay ups (order rid units)*
local st, res = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 1, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'avail', 'released', 'out', 'ups')
local reply = { standing(s[1], s[2], s[3], ARGV[1]), s[1] or '', clock(), s[4] or 0, s[5] or 0, s[6] or 0, s[7] or 0 }
if reply[1] ~= 'OPEN' then return reply end
local all = redis.call('HGETALL', res)
for i = 1, #all, 2 do
  local rid, units = string.match(all[i + 1], '^(%x+)|(%d+)|')
  reply[#reply + 1] = all[i]
  reply[#reply + 1] = rid
  reply[#reply + 1] = units
end
return reply
