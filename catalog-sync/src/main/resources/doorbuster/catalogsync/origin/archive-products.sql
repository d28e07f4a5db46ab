-- Keeps the products that this version changes or removes as they were.
-- parameters: version, replace
-- reply: row count
insert into past_product (sku, category, price_minor, currency, names, descriptions, attributes, pictures, since, until)
select p.sku, p.category, p.price_minor, p.currency, p.names, p.descriptions, p.attributes, p.pictures, p.since, :version
from product p
left join staged_product s on s.sku = p.sku
where case
  when s.sku is null then :replace
  else (s.category, s.price_minor, s.currency, s.names, s.descriptions, s.attributes, s.pictures)
       is distinct from (p.category, p.price_minor, p.currency, p.names, p.descriptions, p.attributes, p.pictures)
end
