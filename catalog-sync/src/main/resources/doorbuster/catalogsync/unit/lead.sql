-- Of several processes of one unit the one that holds this lock acts; the lock ends with its session.
-- parameters: none
-- reply: leads
select pg_try_advisory_lock(hashtextextended('doorbuster.catalog-sync', 0)) as leads
