-- What the origin knows of itself.
-- parameters: none
-- reply: number, made_at, products, categories, checksum, beat, sent_at, schema_version, wal_limit
select coalesce(v.number, 0) as number, v.made_at, coalesce(v.products, 0) as products,
       coalesce(v.categories, 0) as categories, coalesce(v.checksum, '') as checksum, h.beat, h.sent_at,
       (select max(split_part(s.version, '.', 1)::integer) from schema_history s where s.success) as schema_version,
       pg_size_bytes(current_setting('max_slot_wal_keep_size')) as wal_limit
from heartbeat h
left join lateral (select * from version order by number desc limit 1) v on true
