-- Makes the table that takes the origin's product rows; it goes with the transaction.
-- parameters: none
-- reply: none
create temporary table seed_product on commit drop as select sku, category, price_minor, currency, names, descriptions, attributes, pictures, since from product with no data
