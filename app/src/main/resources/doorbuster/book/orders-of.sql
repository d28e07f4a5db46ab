-- orders-of: every order of a sale, as far as its lane must know it, a thousand to a row: one row each would cost more
-- than the rest of a recovery. No field has a tab or a line feed in it.
-- parameters: sale
SELECT string_agg(concat_ws(E'\t', id, quantity, state, buyer), E'\n') AS orders
FROM (SELECT id, quantity, state, buyer, row_number() OVER () / 1000 AS part FROM orders WHERE sale_id = ?) AS o
GROUP BY part
