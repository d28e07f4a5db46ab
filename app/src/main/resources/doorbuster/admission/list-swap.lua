-- list-swap: puts a staged set in force, marked with its list's number; a buyer sees the old list or the new one.
-- KEYS: staged live number
-- ARGV: list marker members
-- reply: SWAPPED when the list is in force now; SHORT when members were lost, STALE when a later list is in force
local staged, live, number = KEYS[1], KEYS[2], KEYS[3]
local wrong = misuse(#KEYS, 3, #ARGV, 3, 0) or worded(1, 3)
if wrong then return wrong end
if redis.call('SISMEMBER', live, ARGV[2]) == 1 then
  redis.call('UNLINK', staged)
  return { 'SWAPPED' }
end
local stale = tonumber(redis.call('GET', number) or '0') > tonumber(ARGV[1])
if stale or redis.call('SCARD', staged) ~= tonumber(ARGV[3]) then
  redis.call('UNLINK', staged)
  return { stale and 'STALE' or 'SHORT' }
end
redis.call('SADD', staged, ARGV[2])
redis.call('PERSIST', staged)
-- unlinked first: a rename would free a set of a million in this very call
redis.call('UNLINK', live)
redis.call('RENAME', staged, live)
redis.call('SET', number, ARGV[1])
return { 'SWAPPED' }
