-- close-gathering: from its commit on what a node held and did not hand in comes too late.
-- parameters: sale, epoch
UPDATE sale SET gathering = false WHERE id = ? AND epoch = ?
