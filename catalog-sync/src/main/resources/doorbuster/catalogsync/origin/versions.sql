-- The newest versions first.
-- parameters: most
-- reply: number, made_at, kind, note, author, products, categories, checksum
select number, made_at, kind, note, author, products, categories, checksum
from version order by number desc limit :most
