-- The unit's own truth. Nothing here ever leaves the unit; the product catalog lives in a schema of its own.

CREATE TABLE sale (
    id                   text PRIMARY KEY CHECK (id ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    no                   integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 16777215) UNIQUE,
    sku                  text NOT NULL,
    price_minor          bigint NOT NULL CHECK (price_minor BETWEEN 0 AND 1000000000000),
    currency             text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    allotted             bigint NOT NULL CHECK (allotted BETWEEN 1 AND 100000000),
    -- units of CONFIRMED and PAID orders: the safety net is this check and the guarded UPDATE in settle/guard.sql
    sold                 bigint NOT NULL DEFAULT 0 CHECK (sold >= 0),
    -- units ever given back, and units ever added: both only grow, their sum is what the lanes catch up with
    released             bigint NOT NULL DEFAULT 0 CHECK (released >= 0),
    restocked            bigint NOT NULL DEFAULT 0 CHECK (restocked >= 0),
    per_buyer_limit      integer NOT NULL CHECK (per_buyer_limit BETWEEN 1 AND 999),
    opens_at             timestamptz NOT NULL,
    closes_at            timestamptz NOT NULL,
    pay_within_ms        bigint NOT NULL CHECK (pay_within_ms BETWEEN 1000 AND 2592000000),
    challenge            text NOT NULL CHECK (challenge IN ('OFF', 'SUSPICIOUS', 'ALWAYS')),
    min_level            integer NOT NULL DEFAULT 0 CHECK (min_level >= 0),
    min_account_age_days integer NOT NULL DEFAULT 0 CHECK (min_account_age_days >= 0),
    allow_list_only      boolean NOT NULL DEFAULT false,
    position             text NOT NULL DEFAULT 'ON' CHECK (position IN ('ON', 'PAUSED', 'CLOSED')),
    lanes                integer NOT NULL CHECK (lanes BETWEEN 1 AND 64),
    -- raised by every recovery, before Redis is touched; whatever is written under an older one is void
    epoch                bigint NOT NULL DEFAULT 0,
    -- the last epoch whose recovery was finished; behind `epoch` while one is under way
    opened_epoch         bigint NOT NULL DEFAULT 0,
    -- while true, and only then, nodes settle what they hold straight into this epoch
    gathering            boolean NOT NULL DEFAULT false,
    version              bigint NOT NULL DEFAULT 1,
    created_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT never_oversold CHECK (sold <= allotted),
    CONSTRAINT window_is_forward CHECK (closes_at > opens_at)
);

-- No foreign key to sale: each insert would lock the hot row once more, and a sale is never deleted.
CREATE TABLE orders (
    id          text PRIMARY KEY,
    sale_id     text NOT NULL,
    lane        integer NOT NULL,
    buyer       text NOT NULL,
    quantity    integer NOT NULL CHECK (quantity BETWEEN 0 AND 999),
    -- the try that Postgres counted; '' for a tombstone
    rid         text NOT NULL,
    state       text NOT NULL CHECK (state IN ('CONFIRMED', 'PAID', 'EXPIRED', 'CANCELLED', 'REFUSED')),
    reason      text,
    price_minor bigint NOT NULL,
    currency    text NOT NULL,
    accepted_at timestamptz NOT NULL,
    settled_at  timestamptz NOT NULL DEFAULT now(),
    pay_by      timestamptz,
    ended_at    timestamptz,
    -- whether the lane has been told that the order ended (order/forget.lua)
    told        boolean NOT NULL DEFAULT true
);
CREATE INDEX orders_of_buyer ON orders (buyer, settled_at DESC);
CREATE INDEX orders_to_expire ON orders (pay_by) WHERE state = 'CONFIRMED';
CREATE INDEX orders_untold ON orders (sale_id) WHERE NOT told;
-- a sale's rows lie together in time: a block range index costs an insert next to nothing
CREATE INDEX orders_of_sale ON orders USING brin (sale_id) WITH (pages_per_range = 32, autosummarize = on);

-- Units a buyer holds in a sale: the per-buyer limit as a constraint.
CREATE TABLE holding (
    sale_id text NOT NULL,
    buyer   text NOT NULL,
    units   integer NOT NULL,
    cap     integer NOT NULL,
    PRIMARY KEY (sale_id, buyer),
    CONSTRAINT within_limit CHECK (units BETWEEN 0 AND cap)
);

CREATE TABLE payment_event (
    id          text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 128),
    order_id    text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('PAID', 'FAILED')),
    amount_minor bigint NOT NULL,
    currency    text NOT NULL,
    happened_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    outcome     text NOT NULL DEFAULT 'NEW'
);
CREATE INDEX payment_event_new ON payment_event (received_at) WHERE outcome = 'NEW';

-- Buyers who cancelled before their order was settled.
CREATE TABLE cancel_wish (
    order_id text PRIMARY KEY,
    noted_at timestamptz NOT NULL DEFAULT now()
);

-- Nodes of the unit; one whose lease has run out is dead and must not hand anything in.
CREATE TABLE node (
    id          text PRIMARY KEY,
    incarnation text NOT NULL,
    lease_until timestamptz NOT NULL
);

-- "This node has settled all it held of the sale and will not accept under an older epoch."
CREATE TABLE hand_in (
    sale_id     text NOT NULL,
    epoch       bigint NOT NULL,
    incarnation text NOT NULL,
    orders      integer NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sale_id, epoch, incarnation)
);

CREATE TABLE audit (
    no      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    actor   text NOT NULL,
    action  text NOT NULL,
    subject text NOT NULL,
    detail  text NOT NULL
);

CREATE FUNCTION tell_sale_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('doorbuster_sale', NEW.id);
    RETURN NULL;
END $$;
-- not on `sold`: settling must not wake every node
CREATE TRIGGER sale_changed AFTER INSERT OR UPDATE OF version, epoch, opened_epoch, released, restocked, gathering ON sale
    FOR EACH ROW EXECUTE FUNCTION tell_sale_changed();

-- What holds for the whole unit; one row.
CREATE TABLE unit_switch (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    draining boolean NOT NULL DEFAULT false
);
INSERT INTO unit_switch DEFAULT VALUES;
