-- sale-at: a sale with its counters, if it is at an epoch.
-- parameters: sale, epoch
SELECT id, no, sku, allotted, opens_at, closes_at, per_buyer_limit, price_minor, currency, pay_within_ms, challenge,
       min_level, min_account_age_days, allow_list_only, position, lanes, epoch, opened_epoch,
       version + (SELECT turn FROM unit_switch) AS version, (SELECT draining FROM unit_switch) AS draining,
       sold, released + restocked AS total, released
FROM sale WHERE id = ? AND epoch = ?
