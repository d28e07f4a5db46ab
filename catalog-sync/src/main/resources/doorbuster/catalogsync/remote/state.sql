-- What a unit asks the origin: its version, its schema, and the unit's slot.
-- parameters: slot
-- reply: number, checksum, schema_version, slot_found, active, wal_status, retained_bytes, reason
select coalesce(v.number, 0) as number, coalesce(v.checksum, '') as checksum,
       (select max(split_part(h.version, '.', 1)::integer) from catalog.schema_history h where h.success)
         as schema_version,
       s.slot_name is not null as slot_found, coalesce(s.active, false) as active,
       coalesce(s.wal_status, 'none') as wal_status,
       coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn), 0)::bigint as retained_bytes,
       coalesce(s.invalidation_reason, '') as reason
from (select 1) one
left join lateral (select number, checksum from catalog.version order by number desc limit 1) v on true
left join pg_replication_slots s on s.slot_name = :slot
