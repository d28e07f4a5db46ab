-- at-epoch: whether a sale is at an epoch, and in it gathers what nodes hold, or not.
-- parameters: sale, epoch, gathering
SELECT id FROM sale WHERE id = ? AND epoch = ? AND gathering = ?
