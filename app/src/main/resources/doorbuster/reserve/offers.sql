-- offers: all sales of the unit, as every node reads them.
-- parameters: none
SELECT id, no, sku, allotted, opens_at, closes_at, per_buyer_limit, price_minor, currency, pay_within_ms, challenge,
       min_level, min_account_age_days, allow_list_only, position, lanes, epoch, opened_epoch, version
FROM sale
ORDER BY opens_at, id
