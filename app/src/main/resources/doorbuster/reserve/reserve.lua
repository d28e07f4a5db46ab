-- reserve: decides many attempts of one lane in the order given, then writes all winners as one stream entry.
-- KEYS: st res usr done rate0 rate1 allow block q
-- ARGV: epoch perMinute (orderId rid buyer quantity owed trace)*; without a rid it is only
--       counted; owed -1: it was counted before
-- reply: standing epoch now available ups price answer*; an answer is a letter and its facts, parted by tabs
local st, res, usr, done, rate0, rate1, allow, block, q =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9]
local wrong = misuse(#KEYS, 9, #ARGV, 2, 6)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'opens', 'closes', 'switch', 'limit', 'listed', 'price',
  'avail', 'ups', 'rgen')
local now, stands = clock(), standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, s[1] or '', now, 0, 0, 0 } end
local perMinute, limit, avail = tonumber(ARGV[2]), tonumber(s[7]), tonumber(s[10])
local generation = math.floor(now / 60000)
local rateNow, rateThen = rate0, rate1
if generation % 2 == 1 then rateNow, rateThen = rate1, rate0 end
local n, orders, buyers = (#ARGV - 2) / 6, {}, {}
if n == 0 then return { 'OPEN', s[1], now, avail, s[11], s[9] } end
for i = 1, n do orders[i], buyers[i] = ARGV[i * 6 - 3], ARGV[i * 6 - 1] end
local known, ended = redis.call('HMGET', res, unpack(orders)), redis.call('HMGET', done, unpack(orders))
local holds, older = redis.call('HMGET', usr, unpack(buyers)), redis.call('HMGET', rateThen, unpack(buyers))
-- a hash of the generation before last is stale as a whole: nothing in it is younger than a minute
local newer = s[12] == tostring(generation) and redis.call('HMGET', rateNow, unpack(buyers)) or {}
local blocked = redis.call('SMISMEMBER', block, unpack(buyers))
local listed = s[8] == '1' and redis.call('SMISMEMBER', allow, unpack(buyers)) or {}

local fresh, list, rate, reply = {}, {}, {}, { 'OPEN', s[1], now, 0, s[11], s[9] }
local newRes, newUsr, newRate, lines = {}, {}, {}, {}
-- the ladder, in the order of precedence; it reads only
local function decide(i, order, rid, buyer, text)
  local want, mine = tonumber(text), fresh[order] or known[i]
  if ended[i] then return 'K\t' .. ended[i] end
  if mine then return string.match(mine, '^%x+|(%d+)|') == text and 'R\t' .. mine or 'M' end
  local held, taken = list[buyer] or holds[i] or '', 0
  for id, units in string.gmatch(held, '(%w+)=(%d+)') do
    if id == order then return units == text and 'K\tSETTLED' or 'M' end
    taken = taken + tonumber(units)
  end
  local since, count = string.match(rate[buyer] or newer[i] or older[i] or '', '(%d+):(%d+)')
  local owed = tonumber(ARGV[i * 6 + 1])
  since, count = tonumber(since), tonumber(count)
  if not since or now - since >= 60000 then since, count = now, 0 end
  if count >= perMinute and owed >= 0 then return 'T\t' .. (since + 60000 - now) end
  rate[buyer] = string.format('%.0f:%d', since, count + 1 + owed)
  if blocked[i] == 1 then return 'B' end
  if s[8] == '1' and listed[i] ~= 1 then return 'N' end
  if rid == '' then return 'D' end
  if now < tonumber(s[4]) then return 'O\t' .. s[4] end
  if s[6] == 'CLOSED' or now >= tonumber(s[5]) then return 'C' end
  if s[6] ~= 'ON' then return s[6] == 'PAUSED' and 'P' or 'U' end
  if taken + want > limit then return 'L\t' .. taken .. '\t' .. limit end
  if avail < want then return 'S\t' .. avail end
  avail = avail - want
  fresh[order] = rid .. '|' .. text .. '|' .. string.format('%.0f', now) .. '|' .. s[9] .. '|' .. buyer
  list[buyer] = held .. order .. '=' .. text .. ','
  lines[#lines + 1] = table.concat({ order, rid, buyer, text, ARGV[i * 6 + 2] }, '\t')
  return 'A'
end
for i = 1, n do
  reply[6 + i] = decide(i, orders[i], ARGV[i * 6 - 2], buyers[i], ARGV[i * 6])
end
reply[4] = avail
for order, value in pairs(fresh) do newRes[#newRes + 1] = order newRes[#newRes + 1] = value end
for buyer, value in pairs(list) do newUsr[#newUsr + 1] = buyer newUsr[#newUsr + 1] = value end
for buyer, value in pairs(rate) do newRate[#newRate + 1] = buyer newRate[#newRate + 1] = value end
if #lines > 0 then
  redis.call('XADD', q, '*', 'v', '1', 'e', s[1], 'at', string.format('%.0f', now), 'p', s[9], 'n', #lines, 'o',
    table.concat(lines, '\n'))
  redis.call('HSET', res, unpack(newRes))
  redis.call('HSET', usr, unpack(newUsr))
  redis.call('HINCRBY', st, 'seq', #lines)
  redis.call('HSET', st, 'avail', avail)
end
if #newRate > 0 then
  if s[12] ~= tostring(generation) then redis.call('UNLINK', rateNow) redis.call('HSET', st, 'rgen', generation) end
  redis.call('HSET', rateNow, unpack(newRate))
end
return reply
