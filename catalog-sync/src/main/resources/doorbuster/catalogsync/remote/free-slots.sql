-- Ends whoever still streams from slots of this unit other than the one to keep.
-- parameters: pattern, keep
-- reply: slot_name
select slot_name::text, case when active_pid is not null then pg_terminate_backend(active_pid, 2000) end as ended
from pg_replication_slots
where slot_name ~ :pattern and slot_name <> :keep
