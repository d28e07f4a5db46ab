-- Makes the statement that enables or disables a subscription.
-- parameters: name, action
-- reply: statement
select format('alter subscription %I %s', :name::text,
              case when :action::text = 'enable' then 'enable' else 'disable' end) as statement
