-- Takes away the categories that a replacing file does not name.
-- parameters: replace
-- reply: row count
delete from category c where :replace and not exists (select from staged_category s where s.id = c.id)
