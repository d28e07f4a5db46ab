-- remembered: one page of the buyers a quiet lane knows, with their orders: what it remembers from before its recovery.
-- KEYS: st usr
-- ARGV: epoch cursor
-- reply: standing cursor (buyer orders)*, the last page has cursor 0
local st, usr = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 2, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'RECOVERING' then return { stands, '0' } end
local page = redis.call('HSCAN', usr, ARGV[2], 'COUNT', 1000)
return { stands, page[1], unpack(page[2]) }
