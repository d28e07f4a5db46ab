-- rows: orders as their buyers may see them.
-- parameters: ids
SELECT id, sale_id, buyer, quantity, rid, state, reason, price_minor, currency, accepted_at, settled_at, pay_by, ended_at
FROM orders WHERE id = ANY (CAST(? AS text[]))
