-- list-audit: who replaced a list.
-- parameters: actor, action, subject, detail
INSERT INTO audit (actor, action, subject, detail) VALUES (?, ?, ?, ?)
