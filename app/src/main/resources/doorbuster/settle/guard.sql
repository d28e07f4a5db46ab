-- guard: the safety net; units leave the allotment only while enough are left, under the epoch they were read under.
-- parameters: units, sale, epoch, units
UPDATE sale SET sold = sold + CAST(? AS bigint)
WHERE id = ? AND epoch = ? AND sold + CAST(? AS bigint) <= allotted
