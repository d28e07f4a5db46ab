-- offers: all sales of the unit, as every node reads them. Each turn of the unit's switch makes the configuration of
-- every sale newer, for its lanes must know of it.
-- parameters: none
SELECT id, no, sku, allotted, opens_at, closes_at, per_buyer_limit, price_minor, currency, pay_within_ms, challenge,
       min_level, min_account_age_days, allow_list_only, position, lanes, epoch, opened_epoch,
       version + (SELECT turn FROM unit_switch) AS version, (SELECT draining FROM unit_switch) AS draining
FROM sale
ORDER BY opens_at, id
