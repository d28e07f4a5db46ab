-- Roles of the catalog origin, run by the superuser in database doorbuster at every start of the launcher.
-- parameters: catalog_password, replicator_password
-- doorbuster_catalog    owns schema catalog; REPLICATION only to drop the slots of units that are gone
-- doorbuster_replicator what a unit signs in as: REPLICATION to make its slot, SELECT (granted by the migrations)
do $$ begin
  if not exists (select from pg_roles where rolname = 'doorbuster_replicator') then
    create role doorbuster_replicator;
  end if;
  if not exists (select from pg_roles where rolname = 'doorbuster_catalog') then
    create role doorbuster_catalog;
  end if;
end $$;
alter role doorbuster_replicator login replication nosuperuser nocreatedb nocreaterole connection limit 40
  password ${replicator_password};
alter role doorbuster_catalog login replication nosuperuser nocreatedb nocreaterole
  password ${catalog_password};
-- to end a stuck sender before its slot is dropped
grant doorbuster_replicator to doorbuster_catalog;
revoke all on database doorbuster from public;
grant connect on database doorbuster to doorbuster_replicator;
grant connect, create, temporary on database doorbuster to doorbuster_catalog;
revoke create on schema public from public;
