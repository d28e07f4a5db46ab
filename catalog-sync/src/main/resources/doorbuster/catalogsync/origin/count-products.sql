-- How many products there are, for the guard against a file that takes most of them away.
-- parameters: none
-- reply: products
select count(*)::integer as products from product
