-- Takes away the products that a replacing file does not name.
-- parameters: replace
-- reply: row count
delete from product p where :replace and not exists (select from staged_product s where s.sku = p.sku)
