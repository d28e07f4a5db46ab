-- Makes heartbeat equal to what was staged, touching only rows that differ.
-- parameters: none
-- reply: row count
merge into heartbeat t using seed_heartbeat s on t.id = s.id
when matched and (t.beat, t.sent_at)
  is distinct from (s.beat, s.sent_at) then
  update set beat = s.beat, sent_at = s.sent_at
when not matched then
  insert (id, beat, sent_at)
  values (s.id, s.beat, s.sent_at)
when not matched by source then delete
