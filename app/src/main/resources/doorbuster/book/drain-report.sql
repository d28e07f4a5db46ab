-- drain-report: a node takes nothing new since a turn of the switch, and has so many orders on their way.
-- parameters: turn, under-way, incarnation
UPDATE node SET quiet_turn = ?, under_way = ? WHERE incarnation = ?
