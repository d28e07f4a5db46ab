-- A heartbeat row that was deleted by hand would leave the lag unknown for ever.
-- parameters: none
-- reply: row count
insert into heartbeat (id, beat, sent_at) values (1, 0, now()) on conflict do nothing
