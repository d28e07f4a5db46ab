-- recall: one page of a lane's log, the lines of one buyer only.
-- KEYS: log
-- ARGV: from buyer pages; from is exclusive, or - for the start
-- reply: standing, the last entry looked at (empty when there are no more), line*
local log = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 3, 0)
if wrong then return wrong end
local from = ARGV[1] == '-' and '-' or '(' .. ARGV[1]
local page = redis.call('XRANGE', log, from, '+', 'COUNT', math.max(1, tonumber(ARGV[3]) or 1))
local reply = { 'OPEN', '' }
if #page > 0 then reply[2] = page[#page][1] end
for _, entry in ipairs(page) do
  for line in string.gmatch(entry[2][2], '[^\n]+') do
    local _, tab = string.find(line, '^%d+\t')
    if tab and string.sub(line, tab + 1, tab + #ARGV[2] + 1) == ARGV[2] .. '\t' then reply[#reply + 1] = line end
  end
end
return reply
