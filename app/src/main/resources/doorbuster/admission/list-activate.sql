-- list-activate: puts a list in the place of an older one.
-- parameters: sale, kind, list, buyers, filter
INSERT INTO buyer_list (sale_id, kind, no, buyers, filter) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (sale_id, kind) DO UPDATE
SET no = excluded.no, buyers = excluded.buyers, filter = excluded.filter, since = now()
WHERE buyer_list.no < excluded.no
