-- payments-waiting: events that came before their order was settled.
-- parameters: most
SELECT p.id, p.order_id, p.kind, p.amount_minor, p.currency
FROM payment_event p JOIN orders o ON o.id = p.order_id
WHERE p.outcome = 'NEW'
ORDER BY p.received_at LIMIT ? FOR UPDATE OF p SKIP LOCKED
