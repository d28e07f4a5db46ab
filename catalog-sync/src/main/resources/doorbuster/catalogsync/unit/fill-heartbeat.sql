-- Takes the origin's heartbeat rows as they come.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy seed_heartbeat (id, beat, sent_at) from stdin (format binary)
