-- Makes the table that takes the origin's heartbeat rows; it goes with the transaction.
-- parameters: none
-- reply: none
create temporary table seed_heartbeat on commit drop as select id, beat, sent_at from heartbeat with no data
