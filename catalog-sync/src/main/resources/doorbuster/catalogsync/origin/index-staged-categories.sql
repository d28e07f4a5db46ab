-- As index-staged-products.
-- parameters: none
-- reply: none
analyze staged_category
