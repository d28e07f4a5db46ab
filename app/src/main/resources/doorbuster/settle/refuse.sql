-- refuse: a "no" as durable as a yes, for one order that has no row yet; the sale's row is locked against a new epoch.
-- parameters: id, lane, rid, buyer, quantity, reason, price, accepted-ms, sale, epoch, gathering
INSERT INTO orders (id, sale_id, lane, buyer, quantity, rid, state, reason, price_minor, currency, accepted_at, ended_at)
SELECT e.id, s.id, e.lane, e.buyer, e.quantity, e.rid, 'REFUSED', e.reason, e.price, s.currency,
       to_timestamp(e.at_ms / 1000.0), now()
FROM (SELECT CAST(? AS text) AS id, CAST(? AS integer) AS lane, CAST(? AS text) AS rid, CAST(? AS text) AS buyer, CAST(? AS integer) AS quantity,
             CAST(? AS text) AS reason, CAST(? AS bigint) AS price, CAST(? AS bigint) AS at_ms) AS e
JOIN sale s ON s.id = ? AND s.epoch = ? AND s.gathering = ?
FOR SHARE OF s
ON CONFLICT (id) DO NOTHING
RETURNING id
