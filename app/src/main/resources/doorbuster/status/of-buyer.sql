-- of-buyer: the newest orders of a buyer.
-- parameters: buyer, most
SELECT id, sale_id, buyer, quantity, rid, state, reason, price_minor, currency, accepted_at, settled_at, pay_by, ended_at
FROM orders WHERE buyer = ? ORDER BY settled_at DESC, id LIMIT ?
