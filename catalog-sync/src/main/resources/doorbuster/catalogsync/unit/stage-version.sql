-- Makes the table that takes the origin's version rows; it goes with the transaction.
-- parameters: none
-- reply: none
create temporary table seed_version on commit drop as select number, made_at, kind, note, author, products, categories, checksum from version with no data
