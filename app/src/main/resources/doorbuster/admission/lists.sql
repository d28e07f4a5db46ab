-- lists: every list in force, without its members.
-- parameters: none
SELECT sale_id, kind, no FROM buyer_list
