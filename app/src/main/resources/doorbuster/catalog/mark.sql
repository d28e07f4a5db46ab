-- mark: whether there is anything new to read.
-- parameters: none
-- reply: version, revision
SELECT coalesce(max(v.number), 0) AS version, (SELECT number FROM catalog.revision) AS revision
FROM catalog.version v
