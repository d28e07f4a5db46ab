-- What only the whole file can show: keys that come twice, categories that nobody defines.
-- parameters: replace, most
-- reply: line, reason; in the order of the file
with known as (
  select id from staged_category
  union
  select id from category where not :replace
), fault as (
  select line, 'duplicate sku ' || sku || ', first on line ' || first as reason
  from (select line, sku, first_value(line) over (partition by sku order by line) as first from staged_product) s
  where line <> first
  union all
  select line, 'duplicate category ' || id || ', first on line ' || first
  from (select line, id, first_value(line) over (partition by id order by line) as first from staged_category) s
  where line <> first
  union all
  select line, 'unknown category ' || category
  from staged_product p
  where category is not null and not exists (select from known k where k.id = p.category)
  union all
  select line, 'unknown parent category ' || parent
  from staged_category c
  where parent is not null and not exists (select from known k where k.id = c.parent)
)
select line, reason from fault order by line, reason limit :most
