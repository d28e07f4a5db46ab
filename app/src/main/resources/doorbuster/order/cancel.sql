-- cancel: ends a confirmed order of a buyer.
-- parameters: order, buyer
UPDATE orders SET state = 'CANCELLED', reason = 'by-buyer', ended_at = now(), told = false
WHERE id = ? AND buyer = ? AND state = 'CONFIRMED'
RETURNING id, sale_id, buyer, quantity
