-- One heartbeat: it travels like any row, so its age in a unit is the lag from end to end.
-- parameters: none
-- reply: row count
update heartbeat set beat = beat + 1, sent_at = clock_timestamp() where id = 1
