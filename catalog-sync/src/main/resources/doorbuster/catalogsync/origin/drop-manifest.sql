-- Takes the chunks out of the manifest that hold no row any more.
-- parameters: none
-- reply: row count
delete from manifest m
where not exists (
  select from category c where m.table_name = 'category' and c.chunk = m.chunk
  union all
  select from product p where m.table_name = 'product' and p.chunk = m.chunk
)
