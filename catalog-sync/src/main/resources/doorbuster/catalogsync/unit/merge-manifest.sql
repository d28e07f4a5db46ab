-- Makes manifest equal to what was staged, touching only rows that differ.
-- parameters: none
-- reply: row count
merge into manifest t using seed_manifest s on t.table_name = s.table_name and t.chunk = s.chunk
when matched and (t.row_count, t.checksum)
  is distinct from (s.row_count, s.checksum) then
  update set row_count = s.row_count, checksum = s.checksum
when not matched then
  insert (table_name, chunk, row_count, checksum)
  values (s.table_name, s.chunk, s.row_count, s.checksum)
when not matched by source then delete
