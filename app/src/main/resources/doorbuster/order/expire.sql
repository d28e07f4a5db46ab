-- expire: ends confirmed orders that were not paid in time; rows another node is at are left to it.
-- parameters: most
UPDATE orders SET state = 'EXPIRED', reason = 'not-paid', ended_at = now(), told = false
WHERE id IN (SELECT id FROM orders WHERE state = 'CONFIRMED' AND pay_by < now()
             ORDER BY pay_by LIMIT ? FOR UPDATE SKIP LOCKED)
  AND state = 'CONFIRMED'
RETURNING id, sale_id, buyer, quantity
