-- lease: says that a node lives, for so many milliseconds more.
-- parameters: node, incarnation, lease-ms
INSERT INTO node AS n (id, incarnation, lease_until)
VALUES (?, ?, now() + CAST(? AS bigint) * interval '1 millisecond')
ON CONFLICT (id) DO UPDATE SET incarnation = excluded.incarnation, lease_until = excluded.lease_until
