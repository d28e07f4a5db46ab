-- Orders that a lane knew and Postgres did not, found when a sale was recovered after Postgres had been restored to an
-- earlier point. Nothing in the unit reads them: they are for the operator, who decides what becomes of them.
CREATE TABLE lost_order (
    order_id text PRIMARY KEY,
    sale_id  text NOT NULL,
    buyer    text NOT NULL,
    quantity integer NOT NULL,
    -- the epoch under which the loss was seen
    epoch    bigint NOT NULL,
    seen_at  timestamptz NOT NULL DEFAULT now()
);
