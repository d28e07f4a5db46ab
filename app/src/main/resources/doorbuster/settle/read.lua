-- read: the head of a lane's stream for the one node that holds the lane's lease; takes or renews the lease.
-- KEYS: st q lease
-- ARGV: node leaseMs most
-- reply: standing epoch now entry*, an entry being (id fields) and the orders in all of them about `most`;
--        or TAKEN epoch now when another node holds the lease
local st, q, lease = KEYS[1], KEYS[2], KEYS[3]
local wrong = misuse(#KEYS, 3, #ARGV, 3, 0) or worded(2, 3)
if wrong then return wrong end
local s, now = redis.call('HMGET', st, 'epoch', 'run', 'phase'), clock()
local stands = standing(s[1], s[2], s[3], s[1])
if stands ~= 'OPEN' then return { stands, s[1] or '', now } end
local holder = redis.call('GET', lease)
if holder and holder ~= ARGV[1] then return { 'TAKEN', s[1], now } end
local reply, orders, most, from = { 'OPEN', s[1], now }, 0, tonumber(ARGV[3]), '-'
while orders < most do
  local page = redis.call('XRANGE', q, from, '+', 'COUNT', 16)
  for _, entry in ipairs(page) do
    if orders < most then
      reply[#reply + 1] = entry
      for i = 1, #entry[2], 2 do
        if entry[2][i] == 'n' then orders = orders + (tonumber(entry[2][i + 1]) or 1) end
      end
    end
    from = '(' .. entry[1]
  end
  if #page < 16 then break end
end
redis.call('SET', lease, ARGV[1], 'PX', ARGV[2])
return reply
