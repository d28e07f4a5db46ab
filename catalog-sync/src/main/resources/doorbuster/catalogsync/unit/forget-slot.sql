-- Makes the statement that parts a subscription from its slot, so that it can be dropped while the origin is away.
-- parameters: name
-- reply: statement
select format('alter subscription %I set (slot_name = none)', :name::text) as statement
