-- The new copy is there; in the transaction that made it.
-- parameters: none
-- reply: row count
update membership set seed = null
