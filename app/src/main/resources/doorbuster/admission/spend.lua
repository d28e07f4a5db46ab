-- spend: uses a solved challenge for one attempt; the same attempt may use it again.
-- KEYS: challenge
-- ARGV: order lifeMs
-- reply: OURS or ANOTHERS
local challenge = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 2, 0) or worded(2)
if wrong then return wrong end
local by = redis.call('GET', challenge)
if by then return { by == ARGV[1] and 'OURS' or 'ANOTHERS' } end
redis.call('SET', challenge, ARGV[1], 'PX', math.max(1, tonumber(ARGV[2])))
return { 'OURS' }
