-- wish: notes that a buyer wants an order cancelled that is not settled yet.
-- parameters: order
INSERT INTO cancel_wish (order_id) VALUES (?) ON CONFLICT DO NOTHING
