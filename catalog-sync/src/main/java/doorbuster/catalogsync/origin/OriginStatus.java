package doorbuster.catalogsync.origin;

import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The origin's part of `catalog status`, as it is written to JSON.
public record OriginStatus(Database database, String region) {
    private static final int VERSIONS = 50;

    public Map<String, Object> read() {
        try (Session session = database.open()) {
            OriginState state = OriginState.read(session);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("role", "origin");
            json.put("region", region);
            json.put("version", state.version());
            json.put("madeAt", state.madeAt().map(Instant::toString).orElse(""));
            json.put("rows", state.products() + state.categories());
            json.put("products", state.products());
            json.put("categories", state.categories());
            json.put("checksum", state.checksum());
            json.put("schema", state.schema());
            json.put("beat", state.beat());
            json.put("walLimitBytes", state.walLimit());
            json.put("slots", state.slots().stream().map(OriginStatus::slot).toList());
            return json;
        }
    }

    public List<Map<String, Object>> versions() {
        try (Session session = database.open()) {
            return session.rows("origin/versions", Map.of("most", VERSIONS), row -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("version", row.number("number"));
                json.put("madeAt", row.instant("made_at").map(Instant::toString).orElse(""));
                json.put("kind", row.text("kind"));
                json.put("note", row.text("note"));
                json.put("author", row.text("author"));
                json.put("products", row.number("products"));
                json.put("categories", row.number("categories"));
                json.put("checksum", row.text("checksum"));
                return json;
            });
        }
    }

    private static Map<String, Object> slot(OriginState.Slot slot) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", slot.name());
        json.put("region", slot.region().orElse(""));
        json.put("schema", slot.schemaVersion());
        json.put("active", slot.active());
        json.put("state", slot.walStatus());
        json.put("retainedBytes", slot.retainedBytes());
        json.put("safeBytes", slot.safeBytes());
        return json;
    }
}
