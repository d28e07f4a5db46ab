-- payment-known: what an event that was delivered before led to.
-- parameters: id
SELECT outcome FROM payment_event WHERE id = ?
