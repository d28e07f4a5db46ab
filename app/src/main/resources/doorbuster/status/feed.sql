-- feed: one page of a sale's orders, oldest first.
-- parameters: sale, state, state, after-us, after-id, most
SELECT id, sale_id, buyer, quantity, rid, state, reason, price_minor, currency, accepted_at, settled_at, pay_by, ended_at,
       floor(extract(epoch FROM settled_at) * 1000000)::bigint AS at_us
FROM orders
WHERE sale_id = ? AND (CAST(? AS text) = '' OR state = CAST(? AS text))
  AND (settled_at, id) > (to_timestamp(0) + CAST(? AS bigint) * interval '1 microsecond', CAST(? AS text))
ORDER BY settled_at, id LIMIT ?
