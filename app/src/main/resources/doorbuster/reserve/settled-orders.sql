-- settled-orders: the ids of a sale's orders in Postgres, up to a number.
-- parameters: sale, most
SELECT id FROM orders WHERE sale_id = ? LIMIT ?
