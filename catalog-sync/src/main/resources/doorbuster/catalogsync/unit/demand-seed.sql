-- Asks for a new copy of everything.
-- parameters: reason
-- reply: row count
update membership set seed = :reason
