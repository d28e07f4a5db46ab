-- All that the unit knows of itself in one look. The newest statistics of the subscription come from the same view
-- the alerts use; a subscription that was never made has none.
-- parameters: subscription
-- reply: number, products, categories, checksum, revision, wanted, seed, schema_version, enabled, slot, running,
-- apply_errors, conflicts, beat, sent_at, arrived_at, now
select coalesce(v.number, 0) as number, coalesce(v.products, 0) as products, coalesce(v.categories, 0) as categories,
       coalesce(v.checksum, '') as checksum, r.number as revision, m.wanted, m.seed,
       (select max(split_part(h.version, '.', 1)::integer) from schema_history h where h.success) as schema_version,
       s.subenabled as enabled, s.subslotname::text as slot,
       exists (select from pg_stat_subscription w where w.subid = s.oid and w.pid is not null) as running,
       coalesce(c.apply_error_count, 0) as apply_errors,
       coalesce(c.confl_insert_exists + c.confl_update_exists + c.confl_update_missing + c.confl_delete_missing
         + c.confl_update_origin_differs + c.confl_delete_origin_differs + c.confl_multiple_unique_conflicts, 0)
         as conflicts,
       b.beat, b.sent_at, b.arrived_at, clock_timestamp() as now
from revision r
cross join membership m
left join lateral (select * from version order by number desc limit 1) v on true
left join heartbeat b on true
left join pg_subscription s on s.subname = :subscription
left join pg_stat_subscription_stats c on c.subid = s.oid
