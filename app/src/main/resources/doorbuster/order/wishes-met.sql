-- wishes-met: forgets wishes whose order has ended, and those a day old.
-- parameters: none
DELETE FROM cancel_wish w
WHERE w.noted_at < now() - interval '1 day'
   OR EXISTS (SELECT 1 FROM orders o WHERE o.id = w.order_id AND o.state <> 'CONFIRMED')
