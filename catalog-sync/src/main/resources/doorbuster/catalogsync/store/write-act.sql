-- Notes who changed what.
-- parameters: actor, what, detail
-- reply: row count
insert into act (actor, what, detail) values (:actor, :what, :detail)
