-- forget: takes ended orders off their buyers, so that these may buy again, and keeps the outcome.
-- KEYS: st usr done
-- ARGV: epoch (order buyer outcome)*
-- reply: standing
local st, usr, done = KEYS[1], KEYS[2], KEYS[3]
local wrong = misuse(#KEYS, 3, #ARGV, 1, 3)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands } end
for i = 2, #ARGV, 3 do
  local order, buyer, outcome = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local list, found = string.gsub(redis.call('HGET', usr, buyer) or '', order .. '=%d+,', '')
  redis.call('HSET', done, order, outcome)
  if found > 0 then
    if list == '' then redis.call('HDEL', usr, buyer) else redis.call('HSET', usr, buyer, list) end
  end
end
return { 'OPEN' }
