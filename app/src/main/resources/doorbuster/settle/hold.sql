-- hold: adds units to what buyers hold; a buyer whose limit would be passed is not counted in the answer.
-- parameters: buyers, units, sale
WITH held AS (
INSERT INTO holding AS h (sale_id, buyer, units, cap)
SELECT s.id, t.buyer, t.units, s.per_buyer_limit
FROM (SELECT buyer, sum(units) AS units
      FROM unnest(CAST(? AS text[]), CAST(? AS integer[])) AS u (buyer, units)
      GROUP BY buyer) AS t
JOIN sale s ON s.id = ?
WHERE t.units <= s.per_buyer_limit
ORDER BY t.buyer
ON CONFLICT (sale_id, buyer) DO UPDATE SET units = h.units + excluded.units, cap = excluded.cap
WHERE h.units + excluded.units <= excluded.cap
RETURNING 1)
SELECT count(*) AS buyers FROM held
