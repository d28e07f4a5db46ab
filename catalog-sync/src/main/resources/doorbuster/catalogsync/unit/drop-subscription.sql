-- Makes the statement that drops a subscription.
-- parameters: name
-- reply: statement
select format('drop subscription %I', :name::text) as statement
