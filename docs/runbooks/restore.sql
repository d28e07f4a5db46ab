-- A unit's PostgreSQL was restored to an earlier point: run this in its database `doorbuster` before or after its nodes
-- start. Each sale is recovered under an epoch above all that any node or lane knows; until then it sells nothing.
BEGIN;
UPDATE unit.sale SET opened_epoch = -2;
INSERT INTO unit.audit (actor, action, subject, detail)
VALUES (current_user, 'restored', 'unit', 'PostgreSQL was restored to an earlier point');
COMMIT;
