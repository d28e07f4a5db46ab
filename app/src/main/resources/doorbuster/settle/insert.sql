-- insert: the orders of a batch that have no row yet, if the sale is still at the epoch they were read under.
-- answers one row; `inserted` is "id rid" of each, parted by commas, for a row of its own costs the driver more than the insert.
-- parameters: ids, lanes, rids, buyers, quantities, prices, accepted-ms, sale, epoch
WITH i AS (
INSERT INTO orders (id, sale_id, lane, buyer, quantity, rid, state, price_minor, currency, accepted_at, pay_by)
SELECT e.id, s.id, e.lane, e.buyer, e.quantity, e.rid, 'CONFIRMED', e.price, s.currency,
       to_timestamp(e.at_ms / 1000.0), now() + s.pay_within_ms * interval '1 millisecond'
FROM unnest(CAST(? AS text[]), CAST(? AS integer[]), CAST(? AS text[]), CAST(? AS text[]),
            CAST(? AS integer[]), CAST(? AS bigint[]), CAST(? AS bigint[])) AS e (id, lane, rid, buyer, quantity, price, at_ms)
JOIN sale s ON s.id = ? AND s.epoch = ?
ORDER BY e.id
ON CONFLICT (id) DO NOTHING
RETURNING id, rid)
SELECT coalesce(string_agg(id || ' ' || rid, ','), '') AS inserted FROM i
