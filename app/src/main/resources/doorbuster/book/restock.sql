-- restock: adds units to a sale that is not closed.
-- parameters: units, units, sale, units
UPDATE sale SET allotted = allotted + CAST(? AS bigint), restocked = restocked + CAST(? AS bigint)
WHERE id = ? AND position <> 'CLOSED' AND allotted + CAST(? AS bigint) <= 100000000
RETURNING id, no, sku, allotted, opens_at, closes_at, per_buyer_limit, price_minor, currency, pay_within_ms, challenge,
       min_level, min_account_age_days, allow_list_only, position, lanes, epoch, opened_epoch,
       version + (SELECT turn FROM unit_switch) AS version, (SELECT draining FROM unit_switch) AS draining
