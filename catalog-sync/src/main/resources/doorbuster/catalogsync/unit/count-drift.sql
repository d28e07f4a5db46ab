-- How many differing rows this unit ever had; ids are given without gaps but for aborted repairs.
-- parameters: none
-- reply: found
select coalesce(max(id), 0) as found from drift
