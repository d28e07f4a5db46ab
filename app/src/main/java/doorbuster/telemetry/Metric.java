package doorbuster.telemetry;

import static doorbuster.telemetry.Metric.Kind.COUNTER;
import static doorbuster.telemetry.Metric.Kind.GAUGE;
import static doorbuster.telemetry.Metric.Kind.HISTOGRAM;

import java.util.List;

/// Every metric of a node: the one place where its name, unit and labels are written. Dashboards, alerts and
/// `docs/telemetry.md` use these; a label only ever has values of a bounded set, never a buyer or an order.
public enum Metric {
    ATTEMPTS(COUNTER, "doorbuster.attempts", "{attempt}", "Attempts to order, as they were answered", "outcome"),
    STAGE(
            HISTOGRAM,
            "doorbuster.stage.duration",
            "s",
            "Time an attempt, or a batch of them, spends in a stage",
            "stage"),
    REQUESTS(
            HISTOGRAM,
            "http.server.request.duration",
            "s",
            "Requests of the public socket",
            "http.request.method",
            "http.route",
            "http.response.status_code"),
    CALLS(
            HISTOGRAM,
            "db.client.operation.duration",
            "s",
            "Calls to Redis and Postgres",
            "db.system.name",
            "db.query.summary",
            "error.type"),
    RESERVE_BATCH(HISTOGRAM, "doorbuster.reserve.batch.size", "{attempt}", "Attempts in one call of reserve.lua"),
    SETTLE_BATCH(HISTOGRAM, "doorbuster.settle.batch.size", "{order}", "Orders in one settle transaction"),
    RESERVE_WAITING(GAUGE, "doorbuster.reserve.waiting", "{attempt}", "Attempts that wait for a call of reserve.lua"),
    HELD(GAUGE, "doorbuster.held", "{order}", "Accepted orders this node holds until Postgres has them"),
    HELD_LIMIT(GAUGE, "doorbuster.held.limit", "{order}", "How many it may hold"),
    SALES(GAUGE, "doorbuster.sales", "{sale}", "Sales on the roster"),
    SALES_UNEXPOSED(GAUGE, "doorbuster.sales.unexposed", "{sale}", "Sales left out of the series of each sale"),
    SALE_OPEN(GAUGE, "doorbuster.sale.open", "", "1 when the sale sells: in its window, on, all lanes open", "sale"),
    SALE_SELLING(GAUGE, "doorbuster.sale.selling", "", "1 when the sale should sell: in its window and on", "sale"),
    SALE_EPOCH(GAUGE, "doorbuster.sale.epoch", "", "The sale's epoch; each recovery raises it", "sale"),
    LANE_AVAILABLE(GAUGE, "doorbuster.lane.available", "{unit}", "Units free in the lane", "sale", "lane"),
    LANE_IN_TRANSFER(
            GAUGE, "doorbuster.lane.in_transfer", "{unit}", "Units on their way to another lane", "sale", "lane"),
    LANE_OPEN(GAUGE, "doorbuster.lane.open", "", "1 when the lane is open under the sale's epoch", "sale", "lane"),
    LANE_STALLED(
            GAUGE, "doorbuster.lane.stalled", "", "1 while a newer node must read the oldest entry", "sale", "lane"),
    STREAM_LENGTH(GAUGE, "doorbuster.stream.length", "{entry}", "Entries not yet acknowledged", "sale", "lane"),
    STREAM_OLDEST(GAUGE, "doorbuster.stream.oldest.age", "s", "Age of the oldest entry, 0 without one", "sale", "lane"),
    DEAD_LETTERS(GAUGE, "doorbuster.dead_letters", "{entry}", "Entries set aside for an operator", "sale", "lane"),
    SETTLE_LAG(GAUGE, "doorbuster.settle.lag", "s", "Age of the oldest unsettled entry of all sales"),
    SETTLED(COUNTER, "doorbuster.orders.settled", "{order}", "Orders settled by this node's readers", "state"),
    GUARD_REFUSED(COUNTER, "doorbuster.guard.refused", "{order}", "Accepted orders that guard or limit refused"),
    BOOK_UNITS(GAUGE, "doorbuster.book.units", "{unit}", "The sale's book as last audited", "sale", "state"),
    BOOK_ALLOTTED(GAUGE, "doorbuster.book.allotted", "{unit}", "What the book must add up to", "sale"),
    BOOK_RELEASED(GAUGE, "doorbuster.book.released", "{unit}", "Units ever given back", "sale"),
    BOOK_IMBALANCE(
            GAUGE, "doorbuster.book.imbalance", "{unit}", "Units missing from the book in two audits in a row", "sale"),
    BOOK_AUDIT_AGE(GAUGE, "doorbuster.book.audit.age", "s", "Age of the last audit that could be read", "sale"),
    BOOK_AUDITS(COUNTER, "doorbuster.book.audits", "{audit}", "Audits of books", "result"),
    RECOVERIES(COUNTER, "doorbuster.recoveries", "{recovery}", "Recoveries this node led", "result"),
    RECOVERY(HISTOGRAM, "doorbuster.recovery.duration", "s", "From the new epoch to open lanes"),
    RECOVERY_DEFICIT(COUNTER, "doorbuster.recovery.deficit", "{unit}", "Accepted units that a recovery found gone"),
    TRANSFERS(COUNTER, "doorbuster.transfers", "{transfer}", "Transfers between lanes this node made"),
    TRANSFER_UNITS(COUNTER, "doorbuster.transfer.units", "{unit}", "Units they moved"),
    PAYMENTS(COUNTER, "doorbuster.payments", "{event}", "Payment events", "result"),
    EVENT_STREAMS(GAUGE, "doorbuster.event_streams", "{stream}", "Open server-sent event streams"),
    CATALOG_VERSION(GAUGE, "doorbuster.catalog.snapshot.version", "", "Catalog version this node shows"),
    CATALOG_PRODUCTS(GAUGE, "doorbuster.catalog.snapshot.products", "{product}", "Products in it"),
    STORE_UP(GAUGE, "doorbuster.store.up", "", "1 when the store answered the last look", "store"),
    READY(GAUGE, "doorbuster.ready", "", "1 when the node is ready"),
    DRAINING(GAUGE, "doorbuster.draining", "", "1 when the unit drains"),
    SPANS(COUNTER, "doorbuster.telemetry.spans", "{span}", "What became of spans that were to be kept", "result"),
    ATTEMPT_LOG(COUNTER, "doorbuster.attempt_log", "{attempt}", "Entries of the attempt log", "result"),
    POOL(
            GAUGE,
            "db.client.connection.count",
            "{connection}",
            "Connections of the pool",
            "db.client.connection.pool.name",
            "db.client.connection.state"),
    POOL_MOST(
            GAUGE,
            "db.client.connection.max",
            "{connection}",
            "How many the pool may have",
            "db.client.connection.pool.name"),
    POOL_WAITING(
            GAUGE,
            "db.client.connection.pending_requests",
            "{request}",
            "Threads that wait for a connection",
            "db.client.connection.pool.name");

    /// How a metric behaves.
    public enum Kind {
        /// Only grows while the process lives.
        COUNTER,
        /// Goes up and down.
        GAUGE,
        /// Counts by size.
        HISTOGRAM
    }

    private final Kind kind;
    private final String title;
    private final String unit;
    private final String description;
    private final String labels;

    Metric(Kind kind, String title, String unit, String description, String... labels) {
        this.kind = kind;
        this.title = title;
        this.unit = unit;
        this.description = description;
        this.labels = String.join(" ", labels);
    }

    /// How it behaves.
    public Kind kind() {
        return kind;
    }

    /// Its OpenTelemetry name.
    public String title() {
        return title;
    }

    /// Its unit in UCUM, empty when it has none.
    public String unit() {
        return unit;
    }

    /// What it says, in one line.
    public String description() {
        return description;
    }

    /// The attributes its points may carry, beside the region.
    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" "));
    }

    /// The name under which Prometheus scrapes it.
    public String scraped() {
        String seconds = unit.equals("s") ? "_seconds" : "";
        return title.replace('.', '_') + seconds + (kind == COUNTER ? "_total" : "");
    }
}
