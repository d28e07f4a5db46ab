package doorbuster.catalogsync.origin;

import doorbuster.catalogsync.origin.OriginState.Slot;
import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.store.SlotNames;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Looks at the slots, keeps the newest sight for health and metrics, and clears away slots that the server has
/// invalidated: their units make new ones by themselves.
public final class SlotWatch {
    private static final System.Logger LOG = System.getLogger(SlotWatch.class.getName());
    private final Database database;
    private volatile List<Slot> seen = List.of();
    private final AtomicLong walLimit = new AtomicLong(0);
    private final AtomicLong dropped = new AtomicLong();

    public SlotWatch(Database database) {
        this.database = database;
    }

    /// One look.
    public void look() {
        try (Session session = database.open()) {
            OriginState state = OriginState.read(session);
            seen = state.slots();
            walLimit.set(state.walLimit());
            for (Slot slot : state.slots()) {
                if (slot.lost() && slot.name().startsWith("doorbuster_catalog_")) {
                    LOG.log(Level.WARNING, "slot " + slot.name() + " was invalidated: its unit has to be seeded again");
                    session.run("remote/drop-slot", Map.of("slot", slot.name()));
                    dropped.incrementAndGet();
                }
            }
        }
    }

    /// Drops every slot of a unit that is gone for ever, and its registration.
    public List<String> forget(String region, String actor) {
        try (Session session = database.open()) {
            String pattern = SlotNames.pattern(region);
            List<String> names = session.rows(
                    "remote/free-slots", Map.of("pattern", pattern, "keep", ""), row -> row.text("slot_name"));
            names.forEach(name -> session.run("remote/drop-slot", Map.of("slot", name)));
            session.run("origin/forget-unit", Map.of("region", region));
            session.run(
                    "store/write-act",
                    Map.of("actor", actor, "what", "forget unit", "detail", region + " " + String.join(" ", names)));
            return names;
        }
    }

    public List<Slot> seen() {
        return seen;
    }

    /// −1 when nothing bounds what a slot may hold back.
    public long walLimit() {
        return walLimit.get();
    }

    public long dropped() {
        return dropped.get();
    }
}
