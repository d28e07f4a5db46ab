-- by-state: how many orders of a sale are in each state, and the units they hold or held.
-- parameters: sale
SELECT state, count(*) AS orders, coalesce(sum(quantity), 0) AS units FROM orders WHERE sale_id = ? GROUP BY state ORDER BY state
