-- Makes the table that takes the category lines of one import; it goes with the transaction.
-- parameters: none
-- reply: none
create temporary table staged_category (
  line integer not null, id text collate "C" not null, parent text collate "C", names jsonb not null
) on commit drop
