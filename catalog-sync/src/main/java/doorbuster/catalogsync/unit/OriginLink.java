package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.store.SlotNames;
import doorbuster.catalogsync.store.StoreBroken;
import doorbuster.catalogsync.unit.OriginSight.Away;
import doorbuster.catalogsync.unit.OriginSight.Reached;
import java.util.Map;
import java.util.Optional;

/// One unit's session at the origin, opened when needed and again after it broke. Used by one thread at a time.
public final class OriginLink implements AutoCloseable {
    private final Database origin;
    private final String region;
    private Optional<Session> session = Optional.empty();

    public OriginLink(Database origin, String region) {
        this.origin = origin;
        this.region = region;
    }

    /// A look at the origin's version and at this unit's slot; an origin that does not answer is an answer too.
    public OriginSight look(String slot) {
        try {
            return session()
                    .one(
                            "remote/state",
                            Map.of("slot", slot),
                            row -> new Reached(
                                    row.number("number"),
                                    row.text("checksum"),
                                    row.small("schema_version"),
                                    row.truth("slot_found"),
                                    row.truth("active"),
                                    row.text("wal_status"),
                                    row.number("retained_bytes"),
                                    row.text("reason")));
        } catch (StoreBroken e) {
            close();
            return new Away(e.line());
        }
    }

    /// Says to the origin who pulls from where, and what it understands.
    public void register(String slot, int schema) {
        session().run("remote/register", Map.of("region", region, "slot", slot, "schema_version", schema));
    }

    /// Drops the slots of this unit but `keep`, whoever still holds them; empty keeps none.
    ///
    /// @return how many were dropped
    public int dropSlotsBut(String keep) {
        var names = session()
                .rows(
                        "remote/free-slots",
                        Map.of("pattern", SlotNames.pattern(region), "keep", keep),
                        row -> row.text("slot_name"));
        names.forEach(name -> session().run("remote/drop-slot", Map.of("slot", name)));
        return names.size();
    }

    public void unregister() {
        session().run("remote/unregister", Map.of("region", region));
    }

    public Database database() {
        return origin;
    }

    public String region() {
        return region;
    }

    private Session session() {
        if (session.isEmpty()) {
            session = Optional.of(origin.open());
        }
        return session.get();
    }

    @Override
    public void close() {
        session.ifPresent(Session::close);
        session = Optional.empty();
    }
}
