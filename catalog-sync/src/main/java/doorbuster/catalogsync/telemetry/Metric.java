package doorbuster.catalogsync.telemetry;

import static doorbuster.catalogsync.telemetry.Metric.Kind.COUNTER;
import static doorbuster.catalogsync.telemetry.Metric.Kind.GAUGE;
import static doorbuster.catalogsync.telemetry.Metric.Role.BOTH;
import static doorbuster.catalogsync.telemetry.Metric.Role.ORIGIN;
import static doorbuster.catalogsync.telemetry.Metric.Role.UNIT;

/// Every metric of this process beside those of the JVM: the one place where its name and unit are written. Dashboards,
/// alerts and `docs/telemetry.md` use these; each carries the region.
public enum Metric {
    VERSION(UNIT, GAUGE, "catalog.version", "", "Catalog version applied here, 0 before the first"),
    PRODUCTS(UNIT, GAUGE, "catalog.products", "{product}", "Products in it"),
    LAG(UNIT, GAUGE, "catalog.lag", "s", "How late the unit is, from end to end; absent before the first beat"),
    STREAMING(UNIT, GAUGE, "catalog.streaming", "", "1 when the apply worker lives"),
    LEADS(UNIT, GAUGE, "catalog.leads", "", "1 when this process acts, 0 when it stands by"),
    REFUSED(UNIT, GAUGE, "catalog.refused", "", "1 when an operator is needed"),
    ORIGIN_REACHED(UNIT, GAUGE, "catalog.origin.reached", "", "1 when the origin answered the last look"),
    EQUAL(UNIT, GAUGE, "catalog.equal", "", "1 when the last audit found every row equal; absent before the first"),
    AUDIT(UNIT, GAUGE, "catalog.audit.duration", "s", "How long the last audit took; absent before the first"),
    APPLY_ERRORS(UNIT, COUNTER, "catalog.apply_errors", "{error}", "Errors of PostgreSQL's apply worker"),
    CONFLICTS(UNIT, COUNTER, "catalog.conflicts", "{row}", "Changes that met rows which were not as they should be"),
    SEEDS(UNIT, COUNTER, "catalog.seeds", "{copy}", "Whole copies taken"),
    AUDITS(UNIT, COUNTER, "catalog.audits", "{audit}", "Audits of every row"),
    DRIFTED_ROWS(UNIT, COUNTER, "catalog.drifted_rows", "{row}", "Rows that had drifted and were mended"),
    REPAIRS(UNIT, COUNTER, "catalog.repairs", "{repair}", "Repairs of drifted rows"),
    FAILURES(UNIT, COUNTER, "catalog.failures", "{turn}", "Turns that failed because a store did not answer"),
    SLOTS(ORIGIN, GAUGE, "catalog.slots", "{slot}", "Replication slots of units"),
    SLOTS_INACTIVE(ORIGIN, GAUGE, "catalog.slots.inactive", "{slot}", "Slots that nobody reads from"),
    SLOT_RETAINED(ORIGIN, GAUGE, "catalog.slot.retained", "By", "WAL that the slowest slot holds back"),
    WAL_LIMIT(ORIGIN, GAUGE, "catalog.wal.limit", "By", "WAL that a slot may hold back; -1 when there is no limit"),
    SLOTS_DROPPED(ORIGIN, COUNTER, "catalog.slots.dropped", "{slot}", "Slots dropped because they were lost"),
    SPANS(BOTH, COUNTER, "telemetry.spans", "{span}", "What became of finished spans, by `result`");

    /// Which process has a metric.
    public enum Role {
        /// The process beside a unit.
        UNIT,
        /// The process beside the origin.
        ORIGIN,
        /// Every process.
        BOTH
    }

    /// What a metric does over time.
    public enum Kind {
        /// It only grows.
        COUNTER,
        /// It goes up and down.
        GAUGE
    }

    private final Role role;
    private final Kind kind;
    private final String title;
    private final String unit;
    private final String description;

    Metric(Role role, Kind kind, String word, String unit, String description) {
        this.role = role;
        this.kind = kind;
        this.title = "doorbuster." + word;
        this.unit = unit;
        this.description = description;
    }

    /// Which process has it.
    public Role role() {
        return role;
    }

    /// Whether it is a counter.
    public boolean grows() {
        return kind == Kind.COUNTER;
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

    /// The name under which Prometheus scrapes it.
    public String scraped() {
        String suffix = unit.equals("s") ? "_seconds" : unit.equals("By") ? "_bytes" : "";
        return title.replace('.', '_') + suffix + (grows() ? "_total" : "");
    }
}
