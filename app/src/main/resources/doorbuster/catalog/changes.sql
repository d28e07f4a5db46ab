-- changes: the products that changed after a version, as of one moment, with the number of
-- all products, which tells of deletions. In no order: see whole.
-- parameters: known version
-- reply: version, revision, total, sku, category, price_minor, currency, names, descriptions, attributes, pictures
SELECT s.version, s.revision, s.total, coalesce(p.sku, '') AS sku, coalesce(p.category, '') AS category,
       coalesce(p.price_minor, 0) AS price_minor, coalesce(p.currency, '') AS currency,
       coalesce(p.names::text, '') AS names, coalesce(p.descriptions::text, '') AS descriptions,
       coalesce(p.attributes::text, '') AS attributes, coalesce(p.pictures::text, '') AS pictures
FROM (SELECT coalesce(max(v.number), 0) AS version, (SELECT number FROM catalog.revision) AS revision,
             (SELECT count(*) FROM catalog.product) AS total
      FROM catalog.version v) s
LEFT JOIN catalog.product p ON p.since > ?
