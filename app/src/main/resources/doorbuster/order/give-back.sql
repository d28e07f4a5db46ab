-- give-back: units of ended orders leave what is sold and enter what was ever released, in one step.
-- parameters: units, units, sale
UPDATE sale SET sold = sold - CAST(? AS bigint), released = released + CAST(? AS bigint) WHERE id = ?
