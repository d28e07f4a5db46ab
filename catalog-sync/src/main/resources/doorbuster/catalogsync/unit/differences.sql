-- Row by row, what differs between this unit and what was staged from the origin.
-- parameters: none
-- reply: table_name, key, kind (missing, altered, extra)
select 'category' as table_name, coalesce(t.id, s.id) as key,
       case when t.id is null then 'missing' when s.id is null then 'extra' else 'altered' end as kind
from category t
full join seed_category s on s.id = t.id
where (t.parent, t.names, t.since) is distinct from (s.parent, s.names, s.since) or t.id is null or s.id is null
union all
select 'product', coalesce(t.sku, s.sku),
       case when t.sku is null then 'missing' when s.sku is null then 'extra' else 'altered' end
from product t
full join seed_product s on s.sku = t.sku
where (t.category, t.price_minor, t.currency, t.names, t.descriptions, t.attributes, t.pictures, t.since)
      is distinct from
      (s.category, s.price_minor, s.currency, s.names, s.descriptions, s.attributes, s.pictures, s.since)
   or t.sku is null or s.sku is null
order by 1, 2
