-- Takes the origin's version rows as they come.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy seed_version (number, made_at, kind, note, author, products, categories, checksum) from stdin (format binary)
