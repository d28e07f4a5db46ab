-- Whether a version can still be told in full: the newest, and those whose rows were kept.
-- parameters: version, kept
-- reply: kept
select exists (select from version where number = :version)
   and :version > (select coalesce(max(number), 0) from version) - :kept as kept
