-- alter: changes a sale; stock that is added counts as restocked, stock that is taken away asks for a recovery.
-- parameters: sku, price, currency, stock, stock, stock, limit, opens-ms, closes-ms, pay-within-ms, challenge, level, age, listed, sale
UPDATE sale SET
    sku = ?, price_minor = ?, currency = ?,
    restocked = restocked + GREATEST(0, CAST(? AS bigint) - allotted),
    opened_epoch = CASE WHEN CAST(? AS bigint) < allotted THEN -1 ELSE opened_epoch END,
    allotted = CAST(? AS bigint),
    per_buyer_limit = ?, opens_at = to_timestamp(CAST(? AS bigint) / 1000.0),
    closes_at = to_timestamp(CAST(? AS bigint) / 1000.0), pay_within_ms = ?, challenge = ?, min_level = ?,
    min_account_age_days = ?, allow_list_only = ?, version = version + 1
WHERE id = ?
RETURNING id, no, sku, allotted, opens_at, closes_at, per_buyer_limit, price_minor, currency, pay_within_ms, challenge,
       min_level, min_account_age_days, allow_list_only, position, lanes, epoch, opened_epoch,
       version + (SELECT turn FROM unit_switch) AS version, (SELECT draining FROM unit_switch) AS draining
