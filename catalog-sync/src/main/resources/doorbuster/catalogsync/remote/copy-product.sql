-- Sends the products.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy (select sku, category, price_minor, currency, names, descriptions, attributes, pictures, since
      from catalog.product) to stdout (format binary)
