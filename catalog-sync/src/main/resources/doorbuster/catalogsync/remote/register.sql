-- Says which unit pulls through which slot and which schema it understands.
-- parameters: region, slot, schema_version
-- reply: row count
insert into catalog.subscriber (region, slot, schema_version) values (:region, :slot, :schema_version)
on conflict (region) do update set slot = excluded.slot, schema_version = excluded.schema_version, seen_at = now()
