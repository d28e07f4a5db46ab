-- What went wrong while applying, by kind, as PostgreSQL counts it since the subscription was made.
-- parameters: subscription
-- reply: kind, count
select k.kind, k.count
from pg_stat_subscription_stats c,
     lateral (values ('apply_error', c.apply_error_count), ('insert_exists', c.confl_insert_exists),
                     ('update_exists', c.confl_update_exists), ('update_missing', c.confl_update_missing),
                     ('update_origin_differs', c.confl_update_origin_differs),
                     ('delete_missing', c.confl_delete_missing),
                     ('delete_origin_differs', c.confl_delete_origin_differs),
                     ('multiple_unique_conflicts', c.confl_multiple_unique_conflicts)) as k (kind, count)
where c.subname = :subscription
