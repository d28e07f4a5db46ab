-- Takes the origin's category rows as they come.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy seed_category (id, parent, names, since) from stdin (format binary)
