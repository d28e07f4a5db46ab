-- A unit that is gone for ever is no longer waited for.
-- parameters: region
-- reply: row count
delete from subscriber where region = :region
