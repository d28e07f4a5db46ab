-- The allow and block lists of the sales: the truth from which the lanes' sets and the nodes' filters are made.

CREATE SEQUENCE buyer_list_no;

-- The list in force, one of each kind per sale.
CREATE TABLE buyer_list (
    sale_id text NOT NULL,
    kind    text NOT NULL CHECK (kind IN ('ALLOW', 'BLOCK')),
    no      bigint NOT NULL UNIQUE,
    buyers  bigint NOT NULL CHECK (buyers > 0),
    -- the fingerprint filter in base64
    filter  text NOT NULL,
    since   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sale_id, kind)
);

-- A list's members lane by lane, some thousand lines to a row: a million buyers are hundreds of rows.
CREATE TABLE buyer_list_chunk (
    list_no bigint NOT NULL,
    lane    integer NOT NULL,
    chunk   integer NOT NULL,
    sale_id text NOT NULL,
    kind    text NOT NULL,
    buyers  text NOT NULL,
    PRIMARY KEY (list_no, lane, chunk)
);
CREATE INDEX buyer_list_chunk_of_sale ON buyer_list_chunk (sale_id, kind);
