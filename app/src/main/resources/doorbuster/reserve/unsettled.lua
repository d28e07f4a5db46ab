-- unsettled: one page of the orders a lane has reserved and not yet settled.
-- KEYS: st res
-- ARGV: epoch cursor
-- reply: standing cursor order*, the last page has cursor 0
local st, res = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 2, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, '0' } end
local page = redis.call('HSCAN', res, ARGV[2], 'COUNT', 1000)
local reply = { stands, page[1] }
for i = 1, #page[2], 2 do reply[#reply + 1] = page[2][i] end
return reply
