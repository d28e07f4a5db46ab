-- Makes the table that takes the origin's manifest rows; it goes with the transaction.
-- parameters: none
-- reply: none
create temporary table seed_manifest on commit drop as select table_name, chunk, row_count, checksum from manifest with no data
