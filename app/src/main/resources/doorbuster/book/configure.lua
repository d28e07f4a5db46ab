-- configure: puts a sale's configuration in force in one lane, unless the lane has a newer one.
-- KEYS: st
-- ARGV: epoch version opens closes switch limit listed price
-- reply: standing version
local st = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 8, 0) or worded(2, 3, 4, 6, 8)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'cfg')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, s[4] or 0 } end
if tonumber(s[4] or 0) >= tonumber(ARGV[2]) then return { 'OPEN', s[4] } end
redis.call('HSET', st, 'cfg', ARGV[2], 'opens', ARGV[3], 'closes', ARGV[4], 'switch', ARGV[5], 'limit', ARGV[6],
  'listed', ARGV[7], 'price', ARGV[8])
return { 'OPEN', ARGV[2] }
