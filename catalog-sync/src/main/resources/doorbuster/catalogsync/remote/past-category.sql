-- Makes the statement that sends the categories as they were at a version (COPY takes no parameters).
-- parameters: version
-- reply: statement
select format('copy (select id, parent, names, since from catalog.category where since <= %1$s union all '
              'select id, parent, names, since from catalog.past_category where since <= %1$s and until > %1$s) '
              'to stdout (format binary)', :version::bigint) as statement
