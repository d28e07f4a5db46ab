-- Tells the readers that rows changed without a new version.
-- parameters: none
-- reply: row count
update revision set number = number + 1
