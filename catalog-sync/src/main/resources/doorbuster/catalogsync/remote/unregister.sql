-- The unit pulls no more.
-- parameters: region
-- reply: row count
delete from catalog.subscriber where region = :region
