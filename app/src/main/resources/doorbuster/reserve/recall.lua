-- recall: what a lane already has of one attempt; takes nothing and marks nothing.
-- KEYS: st res usr done
-- ARGV: epoch order buyer quantity
-- reply: standing epoch answer, as reserve answers a known order; '' when the order is not known
local st, res, usr, done = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local wrong = misuse(#KEYS, 4, #ARGV, 4, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, s[1] or '', '' } end
local order, buyer, quantity = ARGV[2], ARGV[3], ARGV[4]
local mine = redis.call('HGET', res, order)
if mine then
  return { stands, s[1], string.match(mine, '^%x+|(%d+)|') == quantity and 'R\t' .. mine or 'M' }
end
local ended = redis.call('HGET', done, order)
if ended then return { stands, s[1], 'K\t' .. ended } end
for id, units in string.gmatch(redis.call('HGET', usr, buyer) or '', '(%w+)=(%d+)') do
  if id == order then return { stands, s[1], units == quantity and 'K\tSETTLED' or 'M' } end
end
return { stands, s[1], '' }
