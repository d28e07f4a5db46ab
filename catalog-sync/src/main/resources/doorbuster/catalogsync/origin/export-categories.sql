-- All categories of one kept version, in the order of their id.
-- parameters: version
-- reply: id, parent, names
select id, parent, names from category where since <= :version
union all
select id, parent, names from past_category where since <= :version and until > :version
order by id
