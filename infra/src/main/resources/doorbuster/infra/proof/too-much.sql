-- Every right that a program's role has and should not have, one line each; run by the superuser in database doorbuster.
-- parameters: none
select rolname || ' is more than a plain role' from pg_roles
 where rolname like 'doorbuster%' and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)
union all
select rolname || ' is a superuser' from pg_roles where rolsuper and rolname <> 'postgres' and rolcanlogin
union all
select 'doorbuster_app may ' || lower(p) || ' ' || schemaname || '.' || tablename
  from pg_tables, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
 where schemaname = 'catalog' and has_table_privilege('doorbuster_app', format('%I.%I', schemaname, tablename), p)
union all
select 'doorbuster_catalog may see schema unit' where has_schema_privilege('doorbuster_catalog', 'unit', 'USAGE')
union all
select r || ' may create in schema public' from unnest(array['doorbuster_app', 'doorbuster_catalog']) r
 where has_schema_privilege(r, 'public', 'CREATE')
union all
select 'doorbuster_app may create in schema catalog' where has_schema_privilege('doorbuster_app', 'catalog', 'CREATE')
union all
select 'doorbuster_app may create schemas' where has_database_privilege('doorbuster_app', 'doorbuster', 'CREATE')
