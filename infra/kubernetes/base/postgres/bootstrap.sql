-- The roles and schemas of a unit, run once by the superuser in database doorbuster when the cluster is made.
-- The operator gives the roles their passwords and keeps them; a test holds this equal to what the launcher does.
create role doorbuster_app nologin;
create role doorbuster_catalog nologin;
grant pg_create_subscription to doorbuster_catalog;
grant connect, create, temporary on database doorbuster to doorbuster_catalog;
grant connect, temporary on database doorbuster to doorbuster_app;
revoke all on schema public from public;
create schema unit authorization doorbuster_app;
create schema catalog authorization doorbuster_catalog;
grant usage on schema catalog to doorbuster_app;
-- the operator wants an owner; nobody signs in as it
alter database doorbuster owner to postgres;
alter role doorbuster_setup nologin;
