-- mark: the first half of a tombstone; from here on the lane never accepts the order.
-- KEYS: st res usr done
-- ARGV: epoch order buyer
-- reply: standing word fact; word is HELD with the reservation, SETTLED when Postgres has the order, MARKED otherwise
local st, res, usr, done = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local wrong = misuse(#KEYS, 4, #ARGV, 3, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, '', '' } end
local mine = redis.call('HGET', res, ARGV[2])
if mine then return { 'OPEN', 'HELD', mine } end
local ended = redis.call('HGET', done, ARGV[2])
if ended and ended ~= 'EXPIRING' then return { 'OPEN', 'SETTLED', ended } end
if string.find(redis.call('HGET', usr, ARGV[3]) or '', ARGV[2] .. '=', 1, true) then return { 'OPEN', 'SETTLED', '' } end
redis.call('HSET', done, ARGV[2], 'EXPIRING')
return { 'OPEN', 'MARKED', '' }
