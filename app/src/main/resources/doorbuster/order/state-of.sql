-- state-of: the state of one order and what was to be paid for it.
-- parameters: order
SELECT state, buyer, price_minor * quantity AS due, currency FROM orders WHERE id = ?
