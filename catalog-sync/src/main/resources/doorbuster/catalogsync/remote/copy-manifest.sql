-- Sends the manifest.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy (select table_name, chunk, row_count, checksum from catalog.manifest) to stdout (format binary)
