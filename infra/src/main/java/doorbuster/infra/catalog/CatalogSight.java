package doorbuster.infra.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.admin.Units;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One look at the origin and at what every unit has of the catalog. Whoever is away hides nobody else.
///
/// @param origin what the origin says of itself, empty when it does not answer
public record CatalogSight(Optional<JsonNode> origin, List<Unit> units) {

    /// What was seen of one unit.
    ///
    /// @param sync what its catalog-sync says, empty when it does not answer
    /// @param served the version that buyers get from its storefront, empty when that does not answer
    public record Unit(String name, Optional<JsonNode> sync, Optional<Long> served) {
        /// A field of what its catalog-sync says; empty text without one.
        public String text(String field) {
            return sync.map(known -> known.path(field).asText()).orElse("");
        }
    }

    /// How a unit's rows stand to what the origin wrote.
    public enum Verdict {
        /// The origin's newest version, and the audit of that version found every row equal.
        EQUAL("yes"),
        /// An earlier version than the origin's.
        BEHIND("behind"),
        /// The newest version, not audited yet.
        NOT_AUDITED("not audited yet"),
        /// Every row is equal at this version; whether it is the newest cannot be said while the origin is away.
        EQUAL_TO_KNOWN("yes, origin away"),
        /// Rows differ.
        DIFFERS("NO"),
        /// Its catalog-sync does not answer.
        AWAY("does not answer");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// Asks everybody.
    public static CatalogSight of(Units units) {
        List<Unit> all = new ArrayList<>();
        for (Region region : units.all()) {
            all.add(unit(units, region));
        }
        return new CatalogSight(ask(units.origin(), "/v1/catalog/status"), all);
    }

    /// Asks the origin and one unit.
    public static CatalogSight of(Units units, Region region) {
        return new CatalogSight(ask(units.origin(), "/v1/catalog/status"), List.of(unit(units, region)));
    }

    private static Unit unit(Units units, Region region) {
        return new Unit(
                region.name(),
                ask(units.catalogSync(region), "/v1/catalog/status"),
                ask(units.front(region), "/v1/catalog/products?limit=1")
                        .map(page -> page.path("version").asLong()));
    }

    private static Optional<JsonNode> ask(UnitClient socket, String path) {
        try {
            return Optional.of(socket.get(path));
        } catch (Refused e) {
            if (e.status() == 401) {
                throw e; // not the unit is away: this machine's key is another one
            }
            return Optional.empty();
        }
    }

    /// The first line that holds decides.
    public Verdict verdict(Unit unit) {
        if (unit.sync().isEmpty()) {
            return Verdict.AWAY;
        }
        JsonNode audit = unit.sync().get().path("audit");
        boolean audited = audit.path("version").asText("none").equals(unit.text("version"));
        if (audited && !audit.path("equal").asBoolean()) {
            return Verdict.DIFFERS;
        }
        if (origin.isPresent() && !unit.text("version").equals(field("version"))) {
            return Verdict.BEHIND;
        }
        if (origin.isPresent() && !unit.text("checksum").equals(field("checksum"))) {
            return Verdict.DIFFERS;
        }
        if (!audited) {
            return Verdict.NOT_AUDITED;
        }
        return origin.isPresent() ? Verdict.EQUAL : Verdict.EQUAL_TO_KNOWN;
    }

    /// Whether every unit has, and serves, every row of the newest version.
    public boolean allEqual() {
        return units.stream()
                .allMatch(unit -> verdict(unit) == Verdict.EQUAL
                        && unit.served().map(String::valueOf).orElse("").equals(unit.text("version")));
    }

    /// A field of what the origin says; empty text while it is away.
    public String field(String name) {
        return origin.map(known -> known.path(name).asText()).orElse("");
    }

    /// As one JSON document.
    public Map<String, Object> json() {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Unit unit : units) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("verdict", verdict(unit).name());
            unit.served().ifPresent(version -> one.put("served", version));
            unit.sync()
                    .ifPresent(known -> known.properties().forEach(field -> one.put(field.getKey(), field.getValue())));
            byName.put(unit.name(), one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("equal", allEqual());
        all.put("origin", origin.<Object>map(known -> known).orElse(Map.of()));
        all.put("units", byName);
        return all;
    }
}
