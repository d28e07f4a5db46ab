-- Every logical slot of this database with what it holds back.
-- parameters: none
-- reply: slot_name, region, schema_version, active, wal_status, retained_bytes, safe_bytes, reason
select s.slot_name::text, u.region, u.schema_version, s.active, coalesce(s.wal_status, 'unknown') as wal_status,
       coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn), 0)::bigint as retained_bytes,
       coalesce(s.safe_wal_size, 0) as safe_bytes, coalesce(s.invalidation_reason, '') as reason
from pg_replication_slots s
left join subscriber u on u.slot = s.slot_name
where s.slot_type = 'logical' and s.database = current_database()
order by s.slot_name
