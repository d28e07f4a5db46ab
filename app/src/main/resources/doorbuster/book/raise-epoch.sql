-- raise-epoch: begins a recovery; from its commit on nothing passes under an older epoch.
-- parameters: sale
UPDATE sale SET epoch = epoch + 1, gathering = true WHERE id = ? RETURNING epoch
