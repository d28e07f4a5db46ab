-- Makes the table that takes the origin's category rows; it goes with the transaction.
-- parameters: none
-- reply: none
create temporary table seed_category on commit drop as select id, parent, names, since from category with no data
