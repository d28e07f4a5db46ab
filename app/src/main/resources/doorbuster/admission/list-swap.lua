-- list-swap: puts a staged set in force, marked with its list's number; a buyer sees the old list or the new one.
-- KEYS: staged live number
-- ARGV: list marker
-- reply: SWAPPED and how many members the set has, the marker counted; STALE when a later list is in force
local staged, live, number = KEYS[1], KEYS[2], KEYS[3]
local wrong = misuse(#KEYS, 3, #ARGV, 2, 0)
if wrong then return wrong end
if tonumber(redis.call('GET', number) or '0') > tonumber(ARGV[1]) then
  redis.call('UNLINK', staged)
  return { 'STALE', 0 }
end
redis.call('SADD', staged, ARGV[2])
redis.call('PERSIST', staged)
redis.call('RENAME', staged, live)
redis.call('SET', number, ARGV[1])
return { 'SWAPPED', redis.call('SCARD', live) }
