-- The number of the newest version, 0 before the first.
-- parameters: none
-- reply: number
select coalesce(max(number), 0) as number from version
