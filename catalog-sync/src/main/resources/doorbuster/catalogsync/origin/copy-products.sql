-- Streams product lines into the staging table.
-- parameters: none
-- reply: none (COPY protocol, text format)
copy staged_product (line, sku, category, price_minor, currency, names, descriptions, attributes, pictures) from stdin
