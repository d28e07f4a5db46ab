-- rebuild: puts a lane's staged hashes in place together with its counters, once per epoch; the lane stays quiet.
-- KEYS: st res usr done resNew usrNew doneNew notes allowNo blockNo
-- ARGV: epoch available released version opens closes switch limit listed price
-- reply: standing
local st, res, usr, done, resNew, usrNew, doneNew, notes, allowNo, blockNo =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local wrong = misuse(#KEYS, 10, #ARGV, 10, 0) or worded(2, 3, 4, 5, 6, 8, 10)
if wrong then return wrong end
local s = redis.call('HMGET', st, 'epoch', 'run', 'phase', 'built')
local stands = standing(s[1], s[2], s[3], ARGV[1])
if stands ~= 'RECOVERING' then return { stands } end
-- asked again because the reply was lost: the staged hashes are in place, and must not be taken for empty ones
if s[4] == ARGV[1] then return { stands } end
for staged, target in pairs({ [resNew] = res, [usrNew] = usr, [doneNew] = done }) do
  if redis.call('EXISTS', staged) == 1 then redis.call('RENAME', staged, target) else redis.call('UNLINK', target) end
end
-- which lists are in force is for Postgres to say, also when it was restored to a point before the last of them
redis.call('UNLINK', notes, allowNo, blockNo)
redis.call('HSET', st, 'avail', ARGV[2], 'released', ARGV[3], 'cfg', ARGV[4], 'opens', ARGV[5], 'closes', ARGV[6],
  'switch', ARGV[7], 'limit', ARGV[8], 'listed', ARGV[9], 'price', ARGV[10], 'seq', 0, 'out', 0,
  'built', ARGV[1])
redis.call('HINCRBY', st, 'ups', 1)
return { stands }
