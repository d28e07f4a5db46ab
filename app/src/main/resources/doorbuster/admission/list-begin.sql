-- list-begin: the number of a new list.
-- parameters: none
SELECT nextval('buyer_list_no') AS no
