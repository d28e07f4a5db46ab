-- untold: ended orders whose lane was not told yet.
-- parameters: most
SELECT id, sale_id, buyer, state FROM orders WHERE NOT told ORDER BY ended_at LIMIT ?
