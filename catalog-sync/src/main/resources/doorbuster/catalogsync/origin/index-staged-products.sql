-- Tells the planner how much was staged; without it a join of 50,000 rows may become a nested loop.
-- parameters: none
-- reply: none
analyze staged_product
