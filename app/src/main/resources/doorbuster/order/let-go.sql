-- let-go: takes units off what buyers hold; the rows are locked in the order in which settling locks them.
-- parameters: sales, buyers, units
UPDATE holding h SET units = h.units - t.units
FROM (SELECT u.sale_id, u.buyer, sum(u.units) AS units
      FROM unnest(CAST(? AS text[]), CAST(? AS text[]), CAST(? AS integer[])) AS u (sale_id, buyer, units)
      GROUP BY u.sale_id, u.buyer) AS t
WHERE h.sale_id = t.sale_id AND h.buyer = t.buyer
