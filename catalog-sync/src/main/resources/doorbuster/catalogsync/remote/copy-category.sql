-- Sends the categories.
-- parameters: none
-- reply: none (COPY protocol, binary format)
copy (select id, parent, names, since from catalog.category) to stdout (format binary)
