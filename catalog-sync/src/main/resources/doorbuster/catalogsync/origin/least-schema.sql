-- The oldest schema any registered unit still understands; no row when there is no unit.
-- parameters: none
-- reply: region, schema_version
select region, schema_version from subscriber order by schema_version, region limit 1
