-- totals: what each sale has ever given back and added, with the epoch of the same reading.
-- parameters: none
SELECT id, epoch, released + restocked AS total FROM sale WHERE epoch > 0 AND released + restocked > 0
