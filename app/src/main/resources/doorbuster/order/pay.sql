-- pay: a confirmed order becomes paid when the whole amount came.
-- parameters: order, amount, currency
UPDATE orders SET state = 'PAID', ended_at = now()
WHERE id = ? AND state = 'CONFIRMED' AND price_minor * quantity = CAST(? AS bigint) AND currency = ?
RETURNING id
