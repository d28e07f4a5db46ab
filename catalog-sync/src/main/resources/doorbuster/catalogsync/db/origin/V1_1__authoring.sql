-- Only in the origin: rows as they were, so that any kept version can be exported, restored or compared with a unit.

create table past_category (
  id     text collate "C" not null,
  parent text collate "C",
  names  jsonb  not null,
  since  bigint not null,
  until  bigint not null,
  primary key (id, since)
);

create table past_product (
  sku          text collate "C" not null,
  category     text collate "C",
  price_minor  bigint not null,
  currency     text   not null,
  names        jsonb  not null,
  descriptions jsonb  not null,
  attributes   jsonb  not null,
  pictures     jsonb  not null,
  since        bigint not null,
  until        bigint not null,
  primary key (sku, since)
);
create index past_category_until on past_category (until);
create index past_product_until on past_product (until);

-- The units that pull: their region, their slot and the schema they understand. Nothing else comes back.
create table subscriber (
  region         text primary key,
  slot           text not null unique,
  schema_version integer not null,
  seen_at        timestamptz not null default now()
);

insert into heartbeat (id, beat, sent_at) values (1, 0, now());

-- The allow-list of what travels, column by column: a column that is added here by hand stays here.
-- A TRUNCATE by hand stays here too: it is never an author's wish and would empty every unit.
create publication ${publication} for table
  category  (id, parent, names, since),
  product   (sku, category, price_minor, currency, names, descriptions, attributes, pictures, since),
  manifest  (table_name, chunk, row_count, checksum),
  version   (number, made_at, kind, note, author, products, categories, checksum),
  heartbeat (id, beat, sent_at)
  with (publish = 'insert, update, delete');

grant usage on schema catalog to ${replicator};
grant select on category, product, manifest, version, heartbeat, past_category, past_product, row_digest,
  schema_history to ${replicator};
grant select, insert, update, delete on subscriber to ${replicator};
