-- Adds and changes categories; rows that are equal already are not touched and do not travel.
-- parameters: version
-- reply: row count
insert into category as c (id, parent, names, since)
select id, parent, names, :version from staged_category
on conflict (id) do update set parent = excluded.parent, names = excluded.names, since = excluded.since
where (c.parent, c.names) is distinct from (excluded.parent, excluded.names)
