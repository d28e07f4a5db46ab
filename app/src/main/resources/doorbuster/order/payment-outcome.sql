-- payment-outcome: keeps what an event led to.
-- parameters: outcome, id
UPDATE payment_event SET outcome = ? WHERE id = ?
