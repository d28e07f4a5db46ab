-- list-forget-older: drops the members of the lists that were replaced.
-- parameters: sale, kind, list
DELETE FROM buyer_list_chunk WHERE sale_id = ? AND kind = ? AND list_no < ?
