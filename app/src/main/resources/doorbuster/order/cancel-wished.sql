-- cancel-wished: ends orders whose buyers cancelled them before they were settled.
-- parameters: most
UPDATE orders SET state = 'CANCELLED', reason = 'by-buyer', ended_at = now(), told = false
WHERE id IN (SELECT o.id FROM cancel_wish w JOIN orders o ON o.id = w.order_id AND o.state = 'CONFIRMED'
             ORDER BY o.id LIMIT ? FOR UPDATE OF o SKIP LOCKED)
  AND state = 'CONFIRMED'
RETURNING id, sale_id, buyer, quantity
