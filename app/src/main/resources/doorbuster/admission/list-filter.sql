-- list-filter: the fingerprint filter of a list.
-- parameters: list
SELECT filter FROM buyer_list WHERE no = ?
