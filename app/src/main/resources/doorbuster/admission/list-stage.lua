-- list-stage: adds members to a set beside the one in force; it dies by itself when nobody puts it in force.
-- KEYS: staged
-- ARGV: lifeMs member*
-- reply: STAGED and how many were new; a life of 0 forgets the set
local staged = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 1, 1)
if wrong then return wrong end
if tonumber(ARGV[1]) == 0 then
  redis.call('UNLINK', staged)
  return { 'STAGED', 0 }
end
local members = {}
for i = 2, #ARGV do members[#members + 1] = ARGV[i] end
local added = #members > 0 and redis.call('SADD', staged, unpack(members)) or 0
redis.call('PEXPIRE', staged, ARGV[1])
return { 'STAGED', added }
