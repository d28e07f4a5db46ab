-- counters: a sale's own counters.
-- parameters: sale
SELECT epoch, allotted, sold, released, released + restocked AS total FROM sale WHERE id = ?
