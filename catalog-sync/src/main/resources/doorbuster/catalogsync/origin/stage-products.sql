-- Makes the table that takes the product lines of one import; it goes with the transaction.
-- parameters: none
-- reply: none
create temporary table staged_product (
  line integer not null, sku text collate "C" not null, category text collate "C",
  price_minor bigint not null, currency text not null, names jsonb not null, descriptions jsonb not null,
  attributes jsonb not null, pictures jsonb not null
) on commit drop
