-- The newest findings.
-- parameters: most
-- reply: found_at, version, table_name, key, kind, repaired_at
select found_at, version, table_name, key, kind, repaired_at from drift order by id desc limit :most
