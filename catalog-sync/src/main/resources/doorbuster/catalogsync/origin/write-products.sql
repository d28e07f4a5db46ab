-- Adds and changes products; rows that are equal already are not touched and do not travel.
-- parameters: version
-- reply: row count
insert into product as p (sku, category, price_minor, currency, names, descriptions, attributes, pictures, since)
select sku, category, price_minor, currency, names, descriptions, attributes, pictures, :version from staged_product
on conflict (sku) do update set
  category = excluded.category, price_minor = excluded.price_minor, currency = excluded.currency,
  names = excluded.names, descriptions = excluded.descriptions, attributes = excluded.attributes,
  pictures = excluded.pictures, since = excluded.since
where (p.category, p.price_minor, p.currency, p.names, p.descriptions, p.attributes, p.pictures)
  is distinct from (excluded.category, excluded.price_minor, excluded.currency, excluded.names,
                    excluded.descriptions, excluded.attributes, excluded.pictures)
