-- give: notes units as sent to another lane and takes them from what is free; an open note is answered as it stands.
-- KEYS: st notes
-- ARGV: epoch taker least; half of what is free goes when that is more; least 0 asks for the open note only
-- reply: standing number taker units; number 0 when there is nothing to give
local st, notes = KEYS[1], KEYS[2]
local wrong = misuse(#KEYS, 2, #ARGV, 3, 0) or worded(3)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'avail')
local open = redis.call('HMGET', notes, 'open', 'last')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'OPEN' then return { stands, 0, '', 0 } end
if open[1] then
  local number, taker, units = string.match(open[1], '^(%d+)|(%d+)|(%d+)$')
  return { 'OPEN', number, taker, units }
end
local free, least = tonumber(s[4]), tonumber(ARGV[3])
if least <= 0 then return { 'OPEN', 0, '', 0 } end
local units = math.min(free, math.max(least, math.floor(free / 2)))
if units <= 0 then return { 'OPEN', 0, '', 0 } end
local number = tonumber(open[2] or '0') + 1
local text = string.format('%.0f', units)
redis.call('HSET', notes, 'open', number .. '|' .. ARGV[2] .. '|' .. text, 'last', number)
redis.call('HINCRBY', st, 'avail', '-' .. text)
redis.call('HSET', st, 'out', text)
return { 'OPEN', number, ARGV[2], text }
