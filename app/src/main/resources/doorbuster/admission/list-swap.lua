-- list-swap: puts a staged set in force, marked with its list's number; a buyer sees the old list or the new one.
-- KEYS: staged live
-- ARGV: marker
-- reply: SWAPPED and how many members the set has, the marker counted
local staged, live = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 1, 0)
if wrong then return wrong end
redis.call('SADD', staged, ARGV[1])
redis.call('PERSIST', staged)
redis.call('RENAME', staged, live)
return { 'SWAPPED', redis.call('SCARD', live) }
