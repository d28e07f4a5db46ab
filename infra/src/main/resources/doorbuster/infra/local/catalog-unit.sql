-- The catalog's role in a unit, run by the superuser in database doorbuster at every start of the launcher.
-- parameters: catalog_password
-- doorbuster_catalog owns schema catalog and its subscription; the app's role gets SELECT on it by the migrations.
do $$ begin
  if not exists (select from pg_roles where rolname = 'doorbuster_catalog') then
    create role doorbuster_catalog;
  end if;
  if not exists (select from pg_roles where rolname = 'doorbuster_app') then
    create role doorbuster_app;
  end if;
end $$;
alter role doorbuster_catalog login nosuperuser noreplication nocreatedb nocreaterole password ${catalog_password};
grant pg_create_subscription to doorbuster_catalog;
grant connect, create, temporary on database doorbuster to doorbuster_catalog;
