package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A unit's part of `catalog status`, as it is written to JSON.
public record UnitStatus(String region, Duration heartbeat) {
    private static final int FINDINGS = 100;

    /// Everything the table shows of this unit.
    ///
    /// @param sight what the keeping loop last saw; the rows are read now
    public Map<String, Object> read(Session session, Sight sight) {
        UnitState state = UnitState.read(session);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("role", "unit");
        json.put("region", region);
        json.put("leads", sight.leads());
        json.put("condition", sight.condition());
        json.put("refused", sight.refused());
        json.put("version", state.version());
        json.put("revision", state.revision());
        json.put("lagMs", state.lag(heartbeat).map(Duration::toMillis).orElse(-1L));
        json.put("rows", state.products() + state.categories());
        json.put("products", state.products());
        json.put("categories", state.categories());
        json.put("checksum", state.checksum());
        json.put("schema", state.schema());
        json.put("streaming", state.enabled().orElse(false) && state.running());
        json.put("slot", state.slot().orElse(""));
        sight.origin().ifPresent(origin -> json.put("origin", origin(origin)));
        sight.audit().ifPresent(audit -> json.put("audit", audit(audit)));
        Map<String, Object> trouble = new LinkedHashMap<>();
        session.rows(
                        "unit/conflicts",
                        Map.of("subscription", UnitState.SUBSCRIPTION),
                        row -> Map.entry(row.text("kind"), row.number("count")))
                .forEach(entry -> trouble.put(entry.getKey(), entry.getValue()));
        json.put("trouble", trouble);
        json.put("drifted", session.one("unit/count-drift", Map.of(), row -> row.number("found")));
        drift(session, 1).forEach(newest -> json.put("newestDrift", newest));
        return json;
    }

    /// The newest rows that were found different.
    public List<Map<String, Object>> drift(Session session) {
        return drift(session, FINDINGS);
    }

    private static List<Map<String, Object>> drift(Session session, int most) {
        return session.rows("unit/drifts", Map.of("most", most), row -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("foundAt", row.instant("found_at").map(Instant::toString).orElse(""));
            json.put("version", row.number("version"));
            json.put("table", row.text("table_name"));
            json.put("key", row.text("key"));
            json.put("kind", row.text("kind"));
            json.put(
                    "repairedAt",
                    row.instant("repaired_at").map(Instant::toString).orElse(""));
            return json;
        });
    }

    /// An audit that was asked for.
    public static Map<String, Object> audit(Keeper.Audited audited) {
        Map<String, Object> json = audit(audited.audit());
        json.put("mended", audited.mended());
        return json;
    }

    private static Map<String, Object> audit(Audit audit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("equal", audit instanceof Audit.Equal);
        json.put("version", audit.version());
        json.put("rows", audit.rows());
        json.put("at", audit.at().toString());
        json.put("tookMs", audit.took().toMillis());
        json.put("unsound", audit instanceof Audit.Unsound);
        json.put("chunks", audit instanceof Audit.Drift drift ? drift.chunks() : List.of());
        return json;
    }

    private static Map<String, Object> origin(OriginSight sight) {
        return switch (sight) {
            case OriginSight.Away(String why) -> Map.of("reached", false, "why", why);
            case OriginSight.Reached reached -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("reached", true);
                json.put("version", reached.version());
                json.put("schema", reached.schema());
                json.put("slotState", reached.walStatus());
                json.put("slotActive", reached.active());
                json.put("retainedBytes", reached.retainedBytes());
                yield json;
            }
        };
    }
}
