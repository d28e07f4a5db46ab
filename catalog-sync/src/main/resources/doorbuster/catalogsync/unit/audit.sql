-- The whole audit in one statement, hence in one snapshot: the chunks counted and digested here against the manifest
-- that travelled with the version, and the manifest against the version's own checksum.
-- parameters: none
-- reply: number, rows, sound, bad_chunks (names such as product/17)
with differing as (
  select coalesce(m.table_name, d.table_name) || '/' || coalesce(m.chunk, d.chunk) as chunk
  from manifest m
  full join chunk_digest d on d.table_name = m.table_name and d.chunk = m.chunk
  where (m.row_count, m.checksum) is distinct from (d.row_count, d.checksum)
), newest as (
  select number, checksum from version order by number desc limit 1
)
select coalesce((select number from newest), 0) as number,
       (select count(*) from product) + (select count(*) from category) as rows,
       coalesce((select checksum from newest), (select md5(''))) = (select checksum from manifest_digest)
         and (select count(*) = coalesce(max(number), 0) from version) as sound,
       array(select chunk from differing order by chunk) as bad_chunks
