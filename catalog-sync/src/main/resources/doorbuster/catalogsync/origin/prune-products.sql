-- Forgets product rows of versions older than the kept ones.
-- parameters: oldest
-- reply: row count
delete from past_product where until <= :oldest
