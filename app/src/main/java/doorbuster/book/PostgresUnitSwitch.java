package doorbuster.book;

import doorbuster.reserve.Held;
import doorbuster.reserve.Intake;
import doorbuster.reserve.LaneLook;
import doorbuster.reserve.Pulse;
import doorbuster.reserve.Roster;
import doorbuster.reserve.SaleLook;
import doorbuster.sale.Offer;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import doorbuster.store.Standing;

/// The unit's switch in its Postgres; each node reads it with every beat.
public final class PostgresUnitSwitch implements UnitSwitch {
    private static final Sql DRAINING = Sql.load(PostgresUnitSwitch.class, "draining");
    private static final Sql DRAIN = Sql.load(PostgresUnitSwitch.class, "drain");
    private static final Sql AUDIT = Sql.load(PostgresUnitSwitch.class, "audit");
    private static final Sql REPORT = Sql.load(PostgresUnitSwitch.class, "drain-report");
    private static final Sql PROGRESS = Sql.load(PostgresUnitSwitch.class, "drain-progress");
    private final Postgres postgres;
    private final Scripts scripts;
    private final Roster roster;
    private final Pulse pulse;
    private final Intake intake;
    private final Held held;
    private final String incarnation;

    /// Reads and writes this Postgres, and turns this node's intake with it.
    public PostgresUnitSwitch(
            Postgres postgres,
            Scripts scripts,
            Roster roster,
            Pulse pulse,
            Intake intake,
            Held held,
            String incarnation) {
        this.postgres = postgres;
        this.scripts = scripts;
        this.roster = roster;
        this.pulse = pulse;
        this.intake = intake;
        this.held = held;
        this.incarnation = incarnation;
    }

    /// Reads the switch again; a node that takes nothing new says so, and what it still has.
    ///
    /// @throws Postgres.Away when Postgres does not answer; the last reading stays in force
    public void refresh() {
        int sleeps = intake.sleeps();
        Row row = postgres.query(DRAINING).getFirst();
        intake.turned(row.flag("draining"), sleeps);
        if (intake.isOff()) {
            // counted after the intake is off, in this order: an attempt is held before it leaves
            int underWay = intake.inside() + held.size();
            postgres.change(REPORT, row.number("turn"), underWay, incarnation);
        }
    }

    @Override
    public boolean isDraining() {
        return intake.isOff();
    }

    @Override
    public Progress progress() {
        Row nodes = postgres.query(PROGRESS).getFirst();
        long queued = 0;
        long buried = 0;
        long silent = 0;
        // after the nodes: whatever they had under way is in a lane by now, or has its row
        for (Offer offer : roster.refresh()) {
            if (pulse.isWatched(offer)) {
                for (LaneLook lane :
                        SaleLook.at(scripts, offer, offer.epoch()).join().lanes()) {
                    queued += lane.queued();
                    buried += lane.buried();
                    silent += isTold(offer, lane) ? 0 : 1;
                }
            }
        }
        return new Progress(
                nodes.flag("draining"),
                nodes.number("behind"),
                nodes.number("under_way"),
                queued,
                buried,
                silent,
                nodes.number("unpaid"));
    }

    /// Whether a lane takes nothing by itself. A live node that is cut off from Postgres knows nothing of a drain, and
    /// counts as dead here; it asks the lanes all the same.
    private static boolean isTold(Offer offer, LaneLook lane) {
        boolean over = offer.position() == Offer.Switch.CLOSED || !lane.now().isBefore(offer.closesAt());
        return lane.standing() == Standing.OPEN && (over || lane.configuration() >= offer.version());
    }

    @Override
    public void drain(String actor) {
        turn(true, "drain", actor);
    }

    @Override
    public void undrain(String actor) {
        turn(false, "undrain", actor);
    }

    private void turn(boolean to, String action, String actor) {
        long changed = postgres.inTransaction(work -> {
            work.change(AUDIT, actor, action, "unit", "");
            return work.change(DRAIN, to);
        });
        if (changed != 1) {
            throw new IllegalStateException("the unit's switch has " + changed + " rows");
        }
        intake.turnOff(to);
    }
}
