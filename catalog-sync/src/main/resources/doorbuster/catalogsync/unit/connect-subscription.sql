-- Makes the statement that points a subscription at the origin's present address.
-- parameters: name, connection
-- reply: statement
select format('alter subscription %I connection %L', :name::text, :connection::text) as statement
