-- Makes the statement that sends the products as they were at a version (COPY takes no parameters).
-- parameters: version
-- reply: statement
select format('copy (select sku, category, price_minor, currency, names, descriptions, attributes, pictures, since '
              'from catalog.product where since <= %1$s union all '
              'select sku, category, price_minor, currency, names, descriptions, attributes, pictures, since '
              'from catalog.past_product where since <= %1$s and until > %1$s) '
              'to stdout (format binary)', :version::bigint) as statement
