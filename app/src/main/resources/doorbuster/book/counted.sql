-- counted: what Postgres has counted of a sale's lanes up to the moments at which these were looked at. Orders a lane
-- accepted later are left out of what is sold, and taken out of what was released.
-- parameters: lanes, moments-ms, sale
SELECT coalesce(sum(o.quantity) FILTER (WHERE o.state = 'CONFIRMED' AND o.early), 0) AS confirmed,
       coalesce(sum(o.quantity) FILTER (WHERE o.state = 'PAID' AND o.early), 0) AS paid,
       coalesce(sum(o.quantity) FILTER (WHERE o.state IN ('CANCELLED', 'EXPIRED') AND NOT o.early), 0) AS released_late
FROM (SELECT x.quantity, x.state, x.accepted_at <= to_timestamp(m.at_ms / 1000.0) AS early
      FROM orders x
      JOIN unnest(CAST(? AS integer[]), CAST(? AS bigint[])) AS m (lane, at_ms) ON m.lane = x.lane
      WHERE x.sale_id = ?) AS o
