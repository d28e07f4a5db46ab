-- How far a drained unit is: each turn of the switch has a number, and every node says of which turn it knows and how
-- many orders it still has on their way.
ALTER TABLE unit_switch ADD COLUMN turn bigint NOT NULL DEFAULT 0;
ALTER TABLE node ADD COLUMN quiet_turn bigint;
ALTER TABLE node ADD COLUMN under_way integer;
