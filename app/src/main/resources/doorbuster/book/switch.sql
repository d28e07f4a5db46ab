-- switch: turns a sale on, to paused, or off for good; a closed one stays closed.
-- parameters: position, sale
UPDATE sale SET position = ?, version = version + 1
WHERE id = ? AND position <> 'CLOSED'
RETURNING id, no, sku, allotted, opens_at, closes_at, per_buyer_limit, price_minor, currency, pay_within_ms, challenge,
       min_level, min_account_age_days, allow_list_only, position, lanes, epoch, opened_epoch,
       version + (SELECT turn FROM unit_switch) AS version, (SELECT draining FROM unit_switch) AS draining
