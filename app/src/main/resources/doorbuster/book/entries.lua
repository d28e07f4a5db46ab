-- entries: one page of a quiet lane's stream, and of its dead letters.
-- KEYS: st stream
-- ARGV: epoch after count; `after` is '-' for the start, else the last id seen
-- reply: standing entry*
local st, stream = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 3, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'RECOVERING' then return { stands } end
local from = ARGV[2] == '-' and '-' or '(' .. ARGV[2]
return { stands, unpack(redis.call('XRANGE', stream, from, '+', 'COUNT', ARGV[3])) }
