-- The static product catalog, the same tables in the origin and in every unit.
-- Keys sort by bytes (collate "C"), so that checksums and pages agree on every machine.
-- Rule for later columns: they join row_digest only as coalesce('|' || new_column, ''), so that a unit that already
-- has the column and an origin that has not still agree on every row.

create function chunk_of(key text) returns smallint
  language sql immutable strict parallel safe
  return (('x' || left(md5(key), 2))::bit(8)::int)::smallint;

create table category (
  id     text collate "C" primary key,
  parent text collate "C",
  names  jsonb  not null,
  since  bigint not null,
  chunk  smallint generated always as (chunk_of(id)) stored
);

create table product (
  sku          text collate "C" primary key,
  category     text collate "C",
  price_minor  bigint not null check (price_minor >= 0),
  currency     text   not null check (currency ~ '^[A-Z]{3}$'),
  names        jsonb  not null,
  descriptions jsonb  not null,
  attributes   jsonb  not null,
  pictures     jsonb  not null,
  since        bigint not null,
  chunk        smallint generated always as (chunk_of(sku)) stored
);
create index product_since on product (since);
create index product_chunk on product (chunk);

comment on column product.since is 'the catalog version in which this row last changed';

-- One row per chunk (256 per table) that holds rows: what the origin counted and digested when it made the version.
create table manifest (
  table_name text collate "C" not null,
  chunk      smallint not null,
  row_count  integer  not null,
  checksum   text     not null,
  primary key (table_name, chunk)
);

-- Written last in every import, so whoever sees the number sees everything that belongs to it.
create table version (
  number     bigint primary key,
  made_at    timestamptz not null,
  kind       text    not null,
  note       text    not null,
  author     text    not null,
  products   integer not null,
  categories integer not null,
  checksum   text    not null
);

-- arrived_at does not travel: each unit stamps it when the beat is applied.
create table heartbeat (
  id         smallint primary key check (id = 1),
  beat       bigint      not null,
  sent_at    timestamptz not null,
  arrived_at timestamptz
);

-- One digest per row. The columns are parted by U+001F, which neither keys nor JSON text can hold; row(...)::text
-- would do the same at twice the cost.
create view row_digest as
  select 'category'::text collate "C" as table_name, id as key, chunk,
         md5(id || e'\x1f' || coalesce(parent, '') || e'\x1f' || names::text || e'\x1f' || since) as digest
  from category
  union all
  select 'product'::text collate "C", sku, chunk,
         md5(sku || e'\x1f' || coalesce(category, '') || e'\x1f' || price_minor || e'\x1f' || currency || e'\x1f'
             || names::text || e'\x1f' || descriptions::text || e'\x1f' || attributes::text || e'\x1f'
             || pictures::text || e'\x1f' || since)
  from product;

create view chunk_digest as
  select table_name, chunk, count(*)::integer as row_count, md5(string_agg(digest, '' order by key)) as checksum
  from row_digest
  group by table_name, chunk;

create view manifest_digest as
  select md5(coalesce(string_agg(row(table_name, chunk, row_count, checksum)::text, '' order by table_name, chunk), ''))
         as checksum
  from manifest;

-- Who changed what through the admin socket, and what the process did by itself.
create table act (
  id     bigint generated always as identity primary key,
  at     timestamptz not null default now(),
  actor  text not null,
  what   text not null,
  detail text not null
);
