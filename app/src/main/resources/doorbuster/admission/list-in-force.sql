-- list-in-force: whether a list is still the one in force.
-- parameters: list
SELECT no FROM buyer_list WHERE no = ?
