-- raise-epoch: begins a recovery above every epoch that anybody remembers; from its commit on nothing passes under an
-- older one.
-- parameters: remembered, sale
UPDATE sale SET epoch = GREATEST(epoch, CAST(? AS bigint)) + 1, gathering = true WHERE id = ? RETURNING epoch
