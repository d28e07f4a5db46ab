-- audit-newest: the newest changes.
-- parameters: most
SELECT at, actor, action, subject, detail FROM audit ORDER BY no DESC LIMIT ?
