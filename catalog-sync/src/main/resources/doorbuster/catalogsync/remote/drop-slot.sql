-- Drops one slot.
-- parameters: slot
-- reply: none
select pg_drop_replication_slot(:slot)
