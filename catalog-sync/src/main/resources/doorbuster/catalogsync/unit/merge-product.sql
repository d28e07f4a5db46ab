-- Makes product equal to what was staged, touching only rows that differ.
-- parameters: none
-- reply: row count
merge into product t using seed_product s on t.sku = s.sku
when matched and (t.category, t.price_minor, t.currency, t.names, t.descriptions, t.attributes, t.pictures, t.since)
  is distinct from (s.category, s.price_minor, s.currency, s.names, s.descriptions, s.attributes, s.pictures, s.since) then
  update set category = s.category, price_minor = s.price_minor, currency = s.currency, names = s.names, descriptions = s.descriptions, attributes = s.attributes, pictures = s.pictures, since = s.since
when not matched then
  insert (sku, category, price_minor, currency, names, descriptions, attributes, pictures, since)
  values (s.sku, s.category, s.price_minor, s.currency, s.names, s.descriptions, s.attributes, s.pictures, s.since)
when not matched by source then delete
