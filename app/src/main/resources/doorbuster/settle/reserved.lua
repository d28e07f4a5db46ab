-- reserved: the reservations of some orders.
-- KEYS: st res
-- ARGV: epoch order*
-- reply: standing reservation*, '' where there is none
local st, res = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 1, 1)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local reply = { standing(s[1], s[2], s[3], ARGV[1]) }
if #ARGV == 1 then return reply end
local found = redis.call('HMGET', res, unpack(ARGV, 2))
for i = 1, #ARGV - 1 do reply[1 + i] = found[i] or '' end
return reply
