-- Stages the products of an earlier version, for a rollback.
-- parameters: version
-- reply: row count
insert into staged_product (line, sku, category, price_minor, currency, names, descriptions, attributes, pictures)
select 0, sku, category, price_minor, currency, names, descriptions, attributes, pictures
from product where since <= :version
union all
select 0, sku, category, price_minor, currency, names, descriptions, attributes, pictures
from past_product where since <= :version and until > :version
