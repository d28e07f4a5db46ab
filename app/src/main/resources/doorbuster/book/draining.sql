-- draining: whether the unit takes no new orders, and the number of this turn of the switch.
-- parameters: none
SELECT draining, turn FROM unit_switch
