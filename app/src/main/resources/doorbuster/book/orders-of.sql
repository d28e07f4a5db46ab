-- orders-of: every order of a sale, as far as its lane must know it.
-- parameters: sale
SELECT id, buyer, quantity, state FROM orders WHERE sale_id = ?
