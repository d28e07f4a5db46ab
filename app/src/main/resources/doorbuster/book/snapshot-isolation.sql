-- snapshot-isolation: all readings of this transaction see one point in time.
-- parameters: none
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY
