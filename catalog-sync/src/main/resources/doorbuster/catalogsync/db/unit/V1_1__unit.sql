-- Only in the units.

-- Raised whenever this unit's rows changed without a new version (repair, re-seed): readers then load everything again.
create table revision (
  id     smallint primary key check (id = 1),
  number bigint not null
);
insert into revision (id, number) values (1, 0);

-- Whether this unit wants the catalog at all; false after a decommission, so that nothing seeds it again by itself.
-- seed is the reason why an operator (or an audit) asks for a new copy; whichever process leads sees it.
create table membership (
  id     smallint primary key check (id = 1),
  wanted boolean not null,
  seed   text
);
insert into membership (id, wanted) values (1, true);

-- Every row that was found different from the origin's at the same version.
create table drift (
  id          bigint generated always as identity primary key,
  found_at    timestamptz not null default now(),
  version     bigint not null,
  table_name  text not null,
  key         text not null,
  kind        text not null,
  repaired_at timestamptz
);

create function announce() returns trigger language plpgsql as $$
begin
  perform pg_notify('doorbuster_catalog', '');
  return null;
end $$;

create function stamp_arrival() returns trigger language plpgsql as $$
begin
  new.arrived_at := clock_timestamp();
  return new;
end $$;

-- ALWAYS: the apply worker is a replica session, where ordinary triggers stay silent.
create trigger announce after insert or update on version for each row execute function announce();
create trigger announce after update on revision for each row execute function announce();
create trigger stamp_arrival before insert or update on heartbeat for each row execute function stamp_arrival();
alter table version enable always trigger announce;
alter table revision enable always trigger announce;
alter table heartbeat enable always trigger stamp_arrival;

grant usage on schema catalog to ${reader};
grant select on category, product, manifest, version, heartbeat, revision to ${reader};
