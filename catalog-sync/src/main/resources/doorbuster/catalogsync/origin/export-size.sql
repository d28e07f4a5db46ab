-- How many rows an export of this version holds, for its first line.
-- parameters: version
-- reply: rows
select (select count(*) from product where since <= :version)
     + (select count(*) from past_product where since <= :version and until > :version)
     + (select count(*) from category where since <= :version)
     + (select count(*) from past_category where since <= :version and until > :version) as rows
