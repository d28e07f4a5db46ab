-- rows: which try Postgres counted for each order, and in which state it is.
-- parameters: ids
SELECT id, rid, state FROM orders WHERE id = ANY (CAST(? AS text[]))
