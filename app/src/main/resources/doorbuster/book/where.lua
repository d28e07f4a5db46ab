-- where: what one lane has at this moment, and in which stream the entry of each reservation lies.
-- KEYS: st res q dead
-- ARGV: epoch
-- reply: standing epoch now available released onTheWay ups (order rid units place)*; place is STREAM, DEAD, or NOWHERE
--        when none of the first 5,000 entries of both names the order
local st, res, q, dead = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local wrong = misuse(#KEYS, 4, #ARGV, 1, 0)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'avail', 'released', 'out', 'ups')
local reply = { standing(s[1], s[2], s[3], ARGV[1]), s[1] or '', clock(), s[4] or 0, s[5] or 0, s[6] or 0, s[7] or 0 }
if reply[1] ~= 'OPEN' then return reply end
local places = {}
-- an entry that nobody can read may have its orders in any field
local function look(stream, place)
  for _, entry in ipairs(redis.call('XRANGE', stream, '-', '+', 'COUNT', 5000)) do
    for i = 2, #entry[2], 2 do
      for word in string.gmatch(entry[2][i], '[a-z2-7]+') do
        if #word == 40 then places[word] = place end
      end
    end
  end
end
look(dead, 'DEAD')
look(q, 'STREAM')
local all = redis.call('HGETALL', res)
for i = 1, #all, 2 do
  local rid, units = string.match(all[i + 1], '^(%x+)|(%d+)|')
  for _, word in ipairs({ all[i], rid, units, places[all[i]] or 'NOWHERE' }) do reply[#reply + 1] = word end
end
return reply
