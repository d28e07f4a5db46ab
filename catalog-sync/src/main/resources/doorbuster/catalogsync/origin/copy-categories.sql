-- Streams category lines into the staging table.
-- parameters: none
-- reply: none (COPY protocol, text format)
copy staged_category (line, id, parent, names) from stdin
