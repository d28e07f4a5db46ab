-- looked: an operator looked at a buyer's attempts.
-- parameters: actor, subject, detail
INSERT INTO audit (actor, action, subject, detail) VALUES (?, 'explain', ?, ?)
