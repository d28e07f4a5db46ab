-- lost: notes orders that a lane knows and Postgres does not; an order is noted once.
-- parameters: epoch, sale, ids, buyers, quantities
INSERT INTO lost_order (order_id, sale_id, buyer, quantity, epoch)
SELECT l.id, s.id, l.buyer, l.quantity, s.epoch
FROM (SELECT CAST(? AS bigint) AS epoch, CAST(? AS text) AS id) AS s,
     unnest(CAST(? AS text[]), CAST(? AS text[]), CAST(? AS integer[])) AS l (id, buyer, quantity)
WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = l.id)
ON CONFLICT (order_id) DO NOTHING
