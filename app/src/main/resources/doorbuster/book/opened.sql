-- opened: notes that the recovery of an epoch is finished.
-- parameters: sale, epoch
UPDATE sale SET opened_epoch = epoch WHERE id = ? AND epoch = ?
