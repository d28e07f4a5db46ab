-- Sends the heartbeat.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy (select id, beat, sent_at from catalog.heartbeat) to stdout (format binary)
