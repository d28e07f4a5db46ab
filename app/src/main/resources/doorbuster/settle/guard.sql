-- guard: the safety net; units leave the allotment only while enough are left, under the epoch they were
-- read under; during a recovery only what nodes hand in passes, after it only what was read from the lanes.
-- parameters: units, sale, epoch, gathering, units
UPDATE sale SET sold = sold + CAST(? AS bigint)
WHERE id = ? AND epoch = ? AND gathering = ? AND sold + CAST(? AS bigint) <= allotted
