-- draining: whether the unit takes no new orders.
-- parameters: none
SELECT draining FROM unit_switch
