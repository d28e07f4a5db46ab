-- list-forget: drops the members of a list that never came into force.
-- parameters: list
DELETE FROM buyer_list_chunk WHERE list_no = ?
