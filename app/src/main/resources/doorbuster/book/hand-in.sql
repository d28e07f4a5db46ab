-- hand-in: a node has settled all it held of a sale, and will call nothing ACCEPTED under an older epoch.
-- parameters: sale, epoch, incarnation, orders
INSERT INTO hand_in (sale_id, epoch, incarnation, orders) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
