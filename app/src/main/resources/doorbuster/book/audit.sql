-- audit: who did what.
-- parameters: actor, action, subject, detail
INSERT INTO audit (actor, action, subject, detail) VALUES (?, ?, ?, ?)
