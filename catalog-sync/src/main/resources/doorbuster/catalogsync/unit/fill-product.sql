-- Takes the origin's product rows as they come.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy seed_product (sku, category, price_minor, currency, names, descriptions, attributes, pictures, since) from stdin (format binary)
