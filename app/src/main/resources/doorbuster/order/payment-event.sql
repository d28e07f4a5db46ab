-- payment-event: stores an event before it is counted, so that it counts once.
-- parameters: id, order, kind, amount, currency, happened-ms
INSERT INTO payment_event (id, order_id, kind, amount_minor, currency, happened_at)
VALUES (?, ?, ?, ?, ?, to_timestamp(CAST(? AS bigint) / 1000.0))
ON CONFLICT (id) DO NOTHING
RETURNING id
