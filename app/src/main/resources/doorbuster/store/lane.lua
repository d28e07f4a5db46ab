-- lane: stands in front of every script; says whether the lane may be touched under the caller's epoch.
local function clock()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end
local function process()
  return string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
end
-- epoch, run and phase as the lane's st has them; mine is the caller's epoch
local function standing(epoch, run, phase, mine)
  if not epoch then return 'COLD' end
  if epoch ~= mine or run ~= process() then return 'FENCED' end
  if phase ~= 'OPEN' then return 'RECOVERING' end
  return 'OPEN'
end
-- stride 0: exactly `least` arguments; else `least` and any number of groups of `stride`
local function misuse(keys, wantedKeys, args, least, stride)
  local extra = args - least
  if keys ~= wantedKeys or extra < 0 or (stride == 0 and extra > 0) or (stride > 0 and extra % stride ~= 0) then
    return redis.error_reply('BADCALL expected ' .. wantedKeys .. ' keys and ' .. least .. ' + n * ' .. stride
      .. ' arguments, got ' .. keys .. ' and ' .. args)
  end
end
-- the first of these arguments that is no number, as an error: said before anything is written
local function worded(...)
  for _, at in ipairs({ ... }) do
    if not tonumber(ARGV[at]) then return redis.error_reply('BADCALL argument ' .. at .. ' is no number') end
  end
end
