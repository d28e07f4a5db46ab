package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.telemetry.Edition;
import doorbuster.catalogsync.telemetry.SpanName;
import doorbuster.catalogsync.telemetry.Telemetry;
import doorbuster.catalogsync.unit.Seeding.Seeded;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps one unit's catalog what it should be: looks, decides, does one step, audits when due.
public final class Keeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
    /// An author at work makes a version a second; one audit of each would keep a core busy.
    private static final Duration NEW_VERSION_PAUSE = Duration.ofSeconds(5);

    private final Leadership leadership;
    private final OriginLink origin;
    private final Seeding seeding;
    private final Repair repair;
    private final Duration auditEvery;
    private final Telemetry telemetry;
    private final Counts counts = new Counts();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Sight sight = Sight.NONE; // written only by who has the turn
    private Optional<String> registered = Optional.empty();
    private boolean auditDue = true;
    private long auditedAt;
    private long troubles;

    Keeper(Leadership leadership, OriginLink origin, Seeding seeding, Duration auditEvery, Telemetry telemetry) {
        this.leadership = leadership;
        this.origin = origin;
        this.seeding = seeding;
        this.repair = new Repair(origin);
        this.auditEvery = auditEvery;
        this.telemetry = telemetry;
    }

    /// Wires a unit's keeping.
    public static Keeper of(
            Database unit,
            Database originDatabase,
            String region,
            String publication,
            Duration auditEvery,
            Telemetry telemetry) {
        OriginLink origin = new OriginLink(originDatabase, region);
        Seeding seeding = new Seeding(origin, publication, new SecureRandom()::nextInt);
        return new Keeper(new Leadership(unit), origin, seeding, auditEvery, telemetry);
    }

    /// One turn of the loop.
    public void tick() {
        turn.lock();
        try {
            Optional<Session> session = leadership.session();
            if (session.isPresent()) {
                lead(session.get());
            } else {
                sight = sight.standingBy();
            }
        } catch (RuntimeException e) {
            counts.failures().incrementAndGet();
            leadership.close();
            origin.close();
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private void lead(Session unit) {
        UnitState state = UnitState.read(unit);
        OriginSight seen = origin.look(state.slot().orElse(""));
        Step step = Step.decide(state, seen);
        sight = sight.with(state, seen, step);
        switch (step) {
            case Step.Seed(String why) -> seed(unit, state, why);
            case Step.Enable() -> Subscription.enable(unit);
            case Step.Leave() -> leave(unit);
            case Step.Rest(String why) -> rest(unit, state, seen);
            case Step.Refuse(String why) -> rest(unit, state, seen);
        }
    }

    private void seed(Session unit, UnitState state, String why) {
        LOG.log(Level.INFO, "seeding the catalog: " + why);
        Seeded seeded = telemetry.span(
                SpanName.SEED, () -> seeding.seed(unit, state, why), done -> edition(unit, done.version()));
        registered = Optional.of(seeded.slot());
        counts.seeds().incrementAndGet();
        auditDue = true;
        LOG.log(
                Level.INFO,
                "seeded version " + seeded.version() + ": " + seeded.rows() + " rows, " + seeded.changed()
                        + " of them changed, in " + seeded.took().toMillis() + " ms");
    }

    private void rest(Session unit, UnitState state, OriginSight seen) {
        if (seen instanceof OriginSight.Reached && state.slot().isPresent() && !registered.equals(state.slot())) {
            Subscription.point(unit, origin);
            origin.register(state.slot().get(), state.schema());
            origin.dropSlotsBut(state.slot().get());
            registered = state.slot();
        }
        if (state.wanted() && state.beat().isEmpty() && state.enabled().isPresent()) {
            unit.run("unit/restore-heartbeat");
        }
        long now = state.applyErrors() + state.conflicts();
        long sinceAudit = System.nanoTime() - auditedAt;
        boolean newVersion = sight.audit()
                .filter(audit -> audit.version() == state.version())
                .isEmpty();
        auditDue |= now != troubles
                || sinceAudit > auditEvery.toNanos()
                || (newVersion && sinceAudit > NEW_VERSION_PAUSE.toNanos());
        troubles = now;
        if (auditDue && state.enabled().isPresent()) {
            audit(unit, seen);
        }
    }

    private void audit(Session unit, OriginSight seen) {
        Audit found = telemetry.span(SpanName.AUDIT, () -> Audit.run(unit), audit -> edition(unit, audit.version()));
        sight = sight.with(found);
        counts.audits().incrementAndGet();
        auditedAt = System.nanoTime();
        auditDue = false;
        switch (found) {
            case Audit.Equal equal -> LOG.log(Level.DEBUG, "every row is equal at version " + equal.version());
            case Audit.Unsound unsound -> demand(unit, "the manifest does not belong to version " + unsound.version());
            case Audit.Drift drift -> mend(unit, drift, seen);
        }
    }

    private static Optional<Edition> edition(Session unit, long version) {
        return unit.row("store/version-mark", Map.of("version", version), row -> row.text("mark"))
                .map(mark -> new Edition(version, mark));
    }

    private void mend(Session unit, Audit.Drift drift, OriginSight seen) {
        LOG.log(Level.WARNING, "rows differ from version " + drift.version() + " in " + drift.chunks());
        if (seen instanceof OriginSight.Away) {
            return; // found and shown; mended as soon as somebody can say what is right
        }
        auditDue = true;
        switch (telemetry.span(SpanName.REPAIR, () -> repair.mend(unit, drift), _ -> edition(unit, drift.version()))) {
            case Repair.Outcome.Mended(var differences) -> {
                counts.repairs().incrementAndGet();
                counts.driftedRows().addAndGet(differences.size());
                differences.stream()
                        .limit(20)
                        .forEach(row -> LOG.log(
                                Level.WARNING, "mended " + row.table() + " " + row.key() + " (" + row.kind() + ")"));
            }
            case Repair.Outcome.Overtaken() -> LOG.log(Level.INFO, "a new version came meanwhile; auditing again");
            case Repair.Outcome.Hopeless() ->
                demand(unit, "the origin keeps no rows that match version " + drift.version());
        }
    }

    private void leave(Session unit) {
        Subscription.stop(unit);
        unit.within(() -> {
            Subscription.drop(unit);
            return unit.run(
                    "store/write-act",
                    Map.of("actor", "catalog-sync", "what", "leave", "detail", "the subscription was dropped"));
        });
        registered = Optional.empty();
    }

    private static void demand(Session unit, String reason) {
        unit.run("unit/demand-seed", Map.of("reason", reason));
    }

    /// What an audit that was asked for came to.
    ///
    /// @param audit how the rows are now
    /// @param mended rows that were different and no longer are
    public record Audited(Audit audit, long mended) {}

    /// Audits now, mends what it finds and then looks once more. Without the lead it only looks.
    public Audited auditNow(Session reader) {
        turn.lock();
        try {
            Instant begun = Instant.now();
            long before = counts.driftedRows().get();
            auditDue = true;
            tick();
            if (sight.leads() && sight.audit().orElse(null) instanceof Audit.Drift) {
                auditDue = true;
                tick();
            }
            Audit newest =
                    sight.audit().filter(audit -> !audit.at().isBefore(begun)).orElseGet(() -> Audit.run(reader));
            return new Audited(newest, counts.driftedRows().get() - before);
        } finally {
            turn.unlock();
        }
    }

    /// Stops pulling for good; the rows stay readable.
    ///
    /// @return whether the origin was told too; if not, its slot ends by its own limit or by `forget` there
    public boolean decommission(Session writer) {
        turn.lock();
        try {
            writer.run("unit/want", Map.of("wanted", false));
            tick();
            try {
                origin.dropSlotsBut("");
                origin.unregister();
                return true;
            } catch (RuntimeException e) {
                origin.close();
                return false;
            }
        } finally {
            turn.unlock();
        }
    }

    public Sight sight() {
        return sight;
    }

    public Counts counts() {
        return counts;
    }

    @Override
    public void close() {
        leadership.close();
        origin.close();
    }
}
