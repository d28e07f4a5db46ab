package doorbuster.catalogsync.telemetry;

/// Every metric of this process beside those of the JVM: the one place where its name and unit are written. Dashboards,
/// alerts and `docs/telemetry.md` use these; each carries the region.
public enum Metric {
    VERSION(Role.UNIT, false, "catalog.version", "", "Catalog version applied here, 0 before the first"),
    PRODUCTS(Role.UNIT, false, "catalog.products", "{product}", "Products in it"),
    LAG(Role.UNIT, false, "catalog.lag", "s", "How late the unit is, from end to end; absent before the first beat"),
    STREAMING(Role.UNIT, false, "catalog.streaming", "", "1 when the apply worker lives"),
    LEADS(Role.UNIT, false, "catalog.leads", "", "1 when this process acts, 0 when it stands by"),
    REFUSED(Role.UNIT, false, "catalog.refused", "", "1 when an operator is needed"),
    ORIGIN_REACHED(Role.UNIT, false, "catalog.origin.reached", "", "1 when the origin answered the last look"),
    EQUAL(
            Role.UNIT,
            false,
            "catalog.equal",
            "",
            "1 when the last audit found every row equal; absent before the first"),
    AUDIT(Role.UNIT, false, "catalog.audit.duration", "s", "How long the last audit took; absent before the first"),
    APPLY_ERRORS(Role.UNIT, true, "catalog.apply_errors", "{error}", "Errors of PostgreSQL's apply worker"),
    CONFLICTS(Role.UNIT, true, "catalog.conflicts", "{row}", "Changes that met rows which were not as they should be"),
    SEEDS(Role.UNIT, true, "catalog.seeds", "{copy}", "Whole copies taken"),
    AUDITS(Role.UNIT, true, "catalog.audits", "{audit}", "Audits of every row"),
    DRIFTED_ROWS(Role.UNIT, true, "catalog.drifted_rows", "{row}", "Rows that had drifted and were mended"),
    REPAIRS(Role.UNIT, true, "catalog.repairs", "{repair}", "Repairs of drifted rows"),
    FAILURES(Role.UNIT, true, "catalog.failures", "{turn}", "Turns that failed because a store did not answer"),
    SLOTS(Role.ORIGIN, false, "catalog.slots", "{slot}", "Replication slots of units"),
    SLOTS_INACTIVE(Role.ORIGIN, false, "catalog.slots.inactive", "{slot}", "Slots that nobody reads from"),
    SLOT_RETAINED(Role.ORIGIN, false, "catalog.slot.retained", "By", "WAL that the slowest slot holds back"),
    WAL_LIMIT(
            Role.ORIGIN, false, "catalog.wal.limit", "By", "WAL that a slot may hold back; -1 when there is no limit"),
    SLOTS_DROPPED(Role.ORIGIN, true, "catalog.slots.dropped", "{slot}", "Slots dropped because they were lost"),
    SPANS(Role.BOTH, true, "telemetry.spans", "{span}", "What became of finished spans, by `result`");

    /// Which process has a metric.
    public enum Role {
        /// The process beside a unit.
        UNIT,
        /// The process beside the origin.
        ORIGIN,
        /// Every process.
        BOTH
    }

    private final Role role;
    private final boolean grows;
    private final String title;
    private final String unit;
    private final String description;

    Metric(Role role, boolean grows, String word, String unit, String description) {
        this.role = role;
        this.grows = grows;
        this.title = "doorbuster." + word;
        this.unit = unit;
        this.description = description;
    }

    /// Which process has it.
    public Role role() {
        return role;
    }

    /// Whether it is a counter, else it is a gauge.
    public boolean grows() {
        return grows;
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
        return title.replace('.', '_') + suffix + (grows ? "_total" : "");
    }
}
