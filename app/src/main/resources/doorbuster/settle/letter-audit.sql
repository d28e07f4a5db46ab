-- letter-audit: who decided a dead letter.
-- parameters: actor, action, subject
INSERT INTO audit (actor, action, subject, detail) VALUES (?, ?, ?, '')
