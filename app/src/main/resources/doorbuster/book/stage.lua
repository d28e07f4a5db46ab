-- stage: writes one chunk of a hash that the rebuild will put in place; the first chunk empties what was left there.
-- KEYS: st staging
-- ARGV: epoch first (field value)*; first is 1 or 0
-- reply: standing
local st, staging = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 2, 2)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'RECOVERING' then return { stands } end
if ARGV[2] == '1' then redis.call('UNLINK', staging) end
for i = 3, #ARGV, 2 do redis.call('HSET', staging, ARGV[i], ARGV[i + 1]) end
return { stands }
