-- Keeps what was found and mended.
-- parameters: version, table_name, key, kind
-- reply: row count
insert into drift (version, table_name, key, kind, repaired_at)
values (:version, :table_name, :key, :kind, now())
