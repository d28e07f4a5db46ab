-- list-chunk: keeps some members of a list that is not in force yet.
-- parameters: list, lane, chunk, sale, kind, buyers
INSERT INTO buyer_list_chunk (list_no, lane, chunk, sale_id, kind, buyers) VALUES (?, ?, ?, ?, ?, ?)
