-- Keeps the categories that this version changes or removes as they were.
-- parameters: version, replace
-- reply: row count
insert into past_category (id, parent, names, since, until)
select c.id, c.parent, c.names, c.since, :version
from category c
left join staged_category s on s.id = c.id
where case when s.id is null then :replace else (s.parent, s.names) is distinct from (c.parent, c.names) end
