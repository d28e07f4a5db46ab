-- yield: gives a lane's lease back, so that the next reader need not wait until it ends.
-- KEYS: lease
-- ARGV: node
-- reply: YIELDED, or TAKEN when another node holds it
local lease = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 1, 0)
if wrong then return wrong end
local holder = redis.call('GET', lease)
if holder and holder ~= ARGV[1] then return { 'TAKEN' } end
redis.call('DEL', lease)
return { 'YIELDED' }
