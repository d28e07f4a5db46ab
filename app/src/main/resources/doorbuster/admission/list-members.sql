-- list-members: one chunk of a list's members in a lane.
-- parameters: list, lane, chunk
SELECT buyers FROM buyer_list_chunk WHERE list_no = ? AND lane = ? AND chunk = ?
