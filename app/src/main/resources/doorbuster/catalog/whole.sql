-- whole: the whole catalog in one statement, hence as of one moment.
-- Without any product there is one row with an empty sku. In no order: sorting 50,000 wide rows here would write them
-- to disk and answer nothing until it is done.
-- parameters: none
-- reply: version, revision, total, sku, category, price_minor, currency, names, descriptions, attributes, pictures
SELECT s.version, s.revision, s.total, coalesce(p.sku, '') AS sku, coalesce(p.category, '') AS category,
       coalesce(p.price_minor, 0) AS price_minor, coalesce(p.currency, '') AS currency,
       coalesce(p.names::text, '') AS names, coalesce(p.descriptions::text, '') AS descriptions,
       coalesce(p.attributes::text, '') AS attributes, coalesce(p.pictures::text, '') AS pictures
FROM (SELECT coalesce(max(v.number), 0) AS version, (SELECT number FROM catalog.revision) AS revision,
             (SELECT count(*) FROM catalog.product) AS total
      FROM catalog.version v) s
LEFT JOIN catalog.product p ON true
