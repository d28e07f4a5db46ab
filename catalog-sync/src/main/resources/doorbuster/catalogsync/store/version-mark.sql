-- What names a version for good, the same in the origin and in every unit: the ids of its trace are made of it.
-- parameters: version
-- reply: mark
select md5(number || '/' || extract(epoch from made_at) || '/' || checksum) as mark from version where number = :version
