-- One author at a time; readers and the heartbeat are not held up.
-- parameters: none
-- reply: none
lock table version in share row exclusive mode
