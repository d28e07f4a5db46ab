-- create: a new sale; its lanes are opened by the first recovery.
-- parameters: sale, sku, price, currency, stock, limit, opens-ms, closes-ms, pay-within-ms, challenge, level, age, listed, lanes
INSERT INTO sale (id, sku, price_minor, currency, allotted, per_buyer_limit, opens_at, closes_at, pay_within_ms,
                  challenge, min_level, min_account_age_days, allow_list_only, lanes)
VALUES (?, ?, ?, ?, ?, ?, to_timestamp(CAST(? AS bigint) / 1000.0), to_timestamp(CAST(? AS bigint) / 1000.0), ?,
        ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING
RETURNING id, no, sku, allotted, opens_at, closes_at, per_buyer_limit, price_minor, currency, pay_within_ms, challenge,
       min_level, min_account_age_days, allow_list_only, position, lanes, epoch, opened_epoch,
       version + (SELECT turn FROM unit_switch) AS version, (SELECT draining FROM unit_switch) AS draining
