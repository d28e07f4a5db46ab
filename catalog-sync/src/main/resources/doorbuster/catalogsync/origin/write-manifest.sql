-- Counts and digests again the chunks that this version touched.
-- parameters: version
-- reply: row count
with touched as (
  select 'product' as table_name, chunk from product where since = :version
  union select 'product', chunk_of(sku) from past_product where until = :version
), fresh as (
  select d.table_name, d.chunk, count(*)::integer as row_count, md5(string_agg(d.digest, '' order by d.key)) as checksum
  from row_digest d
  where d.table_name = 'category'
     or (d.table_name = 'product' and d.chunk in (select chunk from touched))
  group by d.table_name, d.chunk
)
insert into manifest as m (table_name, chunk, row_count, checksum)
select table_name, chunk, row_count, checksum from fresh
on conflict (table_name, chunk) do update set row_count = excluded.row_count, checksum = excluded.checksum
where (m.row_count, m.checksum) is distinct from (excluded.row_count, excluded.checksum)
