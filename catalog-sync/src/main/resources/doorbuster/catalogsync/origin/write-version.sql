-- The last write of an import: whoever sees this row sees everything that belongs to it.
-- parameters: version, kind, note, author
-- reply: products, categories, checksum
insert into version (number, made_at, kind, note, author, products, categories, checksum)
select :version, clock_timestamp(), :kind, :note, :author,
       (select count(*) from product), (select count(*) from category), (select checksum from manifest_digest)
returning products, categories, checksum
