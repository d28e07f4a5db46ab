-- drain: turns the unit's taking of new orders off or on.
-- parameters: draining
UPDATE unit_switch SET draining = ?, turn = turn + 1
