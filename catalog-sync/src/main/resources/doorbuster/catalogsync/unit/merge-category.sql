-- Makes category equal to what was staged, touching only rows that differ.
-- parameters: none
-- reply: row count
merge into category t using seed_category s on t.id = s.id
when matched and (t.parent, t.names, t.since)
  is distinct from (s.parent, s.names, s.since) then
  update set parent = s.parent, names = s.names, since = s.since
when not matched then
  insert (id, parent, names, since)
  values (s.id, s.parent, s.names, s.since)
when not matched by source then delete
