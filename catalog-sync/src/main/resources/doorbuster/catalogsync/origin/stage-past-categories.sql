-- Stages the categories of an earlier version, for a rollback.
-- parameters: version
-- reply: row count
insert into staged_category (line, id, parent, names)
select 0, id, parent, names from category where since <= :version
union all
select 0, id, parent, names from past_category where since <= :version and until > :version
