-- told: the lanes know that these orders ended.
-- parameters: ids
UPDATE orders SET told = true WHERE id = ANY (CAST(? AS text[]))
