-- Whether this unit wants the catalog.
-- parameters: wanted
-- reply: row count
update membership set wanted = :wanted
