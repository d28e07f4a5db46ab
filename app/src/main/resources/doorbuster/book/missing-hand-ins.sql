-- missing-hand-ins: live nodes that have not handed in under an epoch.
-- parameters: sale, epoch
SELECT n.id FROM node n
WHERE n.lease_until > now()
  AND NOT EXISTS (SELECT 1 FROM hand_in h WHERE h.sale_id = ? AND h.epoch = ? AND h.incarnation = n.incarnation)
