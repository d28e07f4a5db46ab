-- tombstone: makes the "no" of an order that was never taken durable, only under the epoch in which its lane was marked;
-- the sale's row is locked, so that a recovery sees either this row or refuses it.
-- parameters: id, lane, buyer, sale, epoch
INSERT INTO orders (id, sale_id, lane, buyer, quantity, rid, state, reason, price_minor, currency, accepted_at, ended_at)
SELECT o.id, s.id, o.lane, o.buyer, 0, '', 'EXPIRED', 'never-taken', s.price_minor, s.currency, now(), now()
FROM (SELECT CAST(? AS text) AS id, CAST(? AS integer) AS lane, CAST(? AS text) AS buyer) AS o
JOIN sale s ON s.id = ? AND s.epoch = ?
FOR SHARE OF s
ON CONFLICT (id) DO NOTHING
RETURNING id
