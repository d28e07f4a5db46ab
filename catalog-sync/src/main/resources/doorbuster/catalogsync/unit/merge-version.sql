-- Makes version equal to what was staged, touching only rows that differ.
-- parameters: none
-- reply: row count
merge into version t using seed_version s on t.number = s.number
when matched and (t.made_at, t.kind, t.note, t.author, t.products, t.categories, t.checksum)
  is distinct from (s.made_at, s.kind, s.note, s.author, s.products, s.categories, s.checksum) then
  update set made_at = s.made_at, kind = s.kind, note = s.note, author = s.author, products = s.products, categories = s.categories, checksum = s.checksum
when not matched then
  insert (number, made_at, kind, note, author, products, categories, checksum)
  values (s.number, s.made_at, s.kind, s.note, s.author, s.products, s.categories, s.checksum)
when not matched by source then delete
