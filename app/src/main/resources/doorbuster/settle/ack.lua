-- ack: tells a lane what Postgres has of its orders, and deletes the entries that are done with.
-- KEYS: st res usr done q
-- ARGV: epoch entries entry* (order rid verdict text)*; verdict KEEP: Postgres counted exactly this rid, BACK: it counts
--       another try of the order, NO: it refused the order, whose outcome is `text`
-- reply: standing given, the units given back
local st, res, usr, done, q = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local entries = tonumber(ARGV[2]) or 0
local wrong = misuse(#KEYS, 5, #ARGV, 2 + entries, 4)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'avail')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, 0 } end
local given, gone, ended, lists, orders, left = 0, {}, {}, {}, {}, {}
for i = 3 + entries, #ARGV, 4 do orders[#orders + 1] = ARGV[i] end
local mine = #orders > 0 and redis.call('HMGET', res, unpack(orders)) or {}
for i, order in ipairs(orders) do
  local at = entries + i * 4
  local rid, verdict, text = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local held, units, buyer = string.match(mine[i] or '', '^(%x+)|(%d+)|%d+|%d+|(.*)$')
  -- only the try that holds the reservation may end it: a second entry of the same order must not give it back twice
  if held == rid and not gone[order] then
    gone[order] = true
    left[#left + 1] = order
    if verdict ~= 'KEEP' then given = given + tonumber(units) end
    if verdict == 'NO' then
      ended[#ended + 1] = order
      ended[#ended + 1] = text
      local list = lists[buyer] or redis.call('HGET', usr, buyer) or ''
      lists[buyer] = string.gsub(list, order .. '=%d+,', '')
    end
  end
end
if #left > 0 then redis.call('HDEL', res, unpack(left)) end
if given > 0 then
  redis.call('HINCRBY', st, 'avail', given)
  redis.call('HINCRBY', st, 'ups', 1)
end
for buyer, list in pairs(lists) do
  if list == '' then redis.call('HDEL', usr, buyer) else redis.call('HSET', usr, buyer, list) end
end
if #ended > 0 then redis.call('HSET', done, unpack(ended)) end
if entries > 0 then redis.call('XDEL', q, unpack(ARGV, 3, 2 + entries)) end
return { 'OPEN', given }
