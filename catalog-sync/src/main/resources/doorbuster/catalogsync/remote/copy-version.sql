-- Sends the versions.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy (select number, made_at, kind, note, author, products, categories, checksum from catalog.version)
to stdout (format binary)
