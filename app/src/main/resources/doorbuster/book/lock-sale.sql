-- lock-sale: a sale's row, locked until the transaction ends.
-- parameters: sale
SELECT id, no, sku, allotted, opens_at, closes_at, per_buyer_limit, price_minor, currency, pay_within_ms, challenge,
       min_level, min_account_age_days, allow_list_only, position, lanes, epoch, opened_epoch,
       version + (SELECT turn FROM unit_switch) AS version, (SELECT draining FROM unit_switch) AS draining,
       sold
FROM sale WHERE id = ? FOR UPDATE
