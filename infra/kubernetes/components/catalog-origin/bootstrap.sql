-- The roles of the catalog's origin, run once by the superuser in database doorbuster when the cluster is made.
-- The operator gives the roles their passwords and keeps them; a test holds this equal to what the launcher does.
create role doorbuster_replicator nologin replication connection limit 40;
create role doorbuster_catalog nologin replication;
-- to end a stuck sender before its slot is dropped
grant doorbuster_replicator to doorbuster_catalog;
revoke all on database doorbuster from public;
grant connect on database doorbuster to doorbuster_replicator;
grant connect, create, temporary on database doorbuster to doorbuster_catalog;
revoke create on schema public from public;
-- the operator wants an owner; nobody signs in as it
alter database doorbuster owner to postgres;
alter role doorbuster_setup nologin;
