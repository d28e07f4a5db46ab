-- drain-progress: how many live nodes do not yet know of the last turn of the switch, and what the others have under way.
-- parameters: none
SELECT s.draining, count(n.id) FILTER (WHERE n.quiet_turn IS DISTINCT FROM s.turn) AS behind,
       coalesce(sum(n.under_way) FILTER (WHERE n.quiet_turn = s.turn), 0) AS under_way,
       (SELECT count(*) FROM orders WHERE state = 'CONFIRMED') AS unpaid
FROM unit_switch s LEFT JOIN node n ON n.lease_until > now()
GROUP BY s.draining, s.turn
