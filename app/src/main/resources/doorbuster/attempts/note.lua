-- note: writes a batch of attempts into a lane's log; old entries go by number and by age, the log itself by silence.
-- KEYS: log
-- ARGV: most keepMs line*, one line an attempt
-- reply: standing, always OPEN: the log is no part of the lane's truth
local log = KEYS[1]
local wrong = misuse(#KEYS, 1, #ARGV, 2, 1) or worded(1, 2)
if wrong then return wrong end
local lines, keep = {}, tonumber(ARGV[2])
for i = 3, #ARGV do lines[#lines + 1] = ARGV[i] end
if #lines > 0 then
  redis.call('XADD', log, 'MAXLEN', '~', ARGV[1], '*', 'o', table.concat(lines, '\n'))
  redis.call('XTRIM', log, 'MINID', '~', string.format('%.0f', clock() - keep))
  redis.call('PEXPIRE', log, ARGV[2])
end
return { 'OPEN' }
