-- list-holds: whether the set in force is that of a list's number.
-- KEYS: live
-- ARGV: marker
-- reply: HOLDS or LACKS
local live = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 1, 0)
if wrong then return wrong end
return { redis.call('SISMEMBER', live, ARGV[1]) == 1 and 'HOLDS' or 'LACKS' }
