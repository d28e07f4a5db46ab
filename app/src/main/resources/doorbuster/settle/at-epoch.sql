-- at-epoch: whether a sale is at an epoch.
-- parameters: sale, epoch
SELECT id FROM sale WHERE id = ? AND epoch = ?
