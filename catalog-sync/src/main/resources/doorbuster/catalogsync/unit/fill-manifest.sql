-- Takes the origin's manifest rows as they come.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy seed_manifest (table_name, chunk, row_count, checksum) from stdin (format binary)
