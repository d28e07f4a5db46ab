-- All products of one kept version, in the order of their sku.
-- parameters: version
-- reply: sku, category, price_minor, currency, names, descriptions, attributes, pictures
select sku, category, price_minor, currency, names, descriptions, attributes, pictures
from product where since <= :version
union all
select sku, category, price_minor, currency, names, descriptions, attributes, pictures
from past_product where since <= :version and until > :version
order by sku
