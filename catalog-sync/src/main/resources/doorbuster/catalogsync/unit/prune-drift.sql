-- Keeps the newest 1,000 findings.
-- parameters: none
-- reply: row count
delete from drift where id <= (select coalesce(max(id), 0) - 1000 from drift)
