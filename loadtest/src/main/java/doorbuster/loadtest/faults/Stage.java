package doorbuster.loadtest.faults;

import doorbuster.infra.fleet.Databases;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.TrialUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A unit of two app nodes behind wires, on which round after round is played as long as it gets well again.
final class Stage implements AutoCloseable {
    private static final int HEAP_MB = 320; // as regions/*.yaml give it
    private static final int BUYERS = 300;
    private static final int OTHER_SALES = 2;
    private static final List<String> FORGET = List.of(
            "DELETE FROM unit.sale WHERE starts_with(id, ?)",
            "DELETE FROM unit.orders WHERE starts_with(sale_id, ?)",
            "DELETE FROM unit.holding WHERE starts_with(sale_id, ?)",
            "DELETE FROM unit.hand_in WHERE starts_with(sale_id, ?)");
    private static final Duration WELL = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(25);

    private final TrialUnit unit;
    private final Wires wires;
    private final Optional<SmallDisk> disk;
    private final Crowd crowd;
    private final Deque<String> recent = new ArrayDeque<>();
    private int rounds;

    private Stage(TrialUnit unit, Wires wires, Optional<SmallDisk> disk) {
        this.unit = unit;
        this.wires = wires;
        this.disk = disk;
        crowd = Crowd.of(unit.identity(), "buyer-", BUYERS);
    }

    /// Starts everything.
    ///
    /// @throws StartFailed when a part cannot be started
    static Stage build(Workspace workspace) {
        TrialUnit unit = TrialUnit.start(workspace, HEAP_MB);
        return of(unit, Optional.empty(), wires -> warm(workspace, unit, wires));
    }

    /// As [#build], with PostgreSQL on a disk that can be filled.
    static Stage withSmallDisk(Workspace workspace) {
        SmallDisk disk = SmallDisk.mount();
        try {
            TrialUnit unit = TrialUnit.start(workspace, HEAP_MB, disk.postgres());
            return of(unit, Optional.of(disk), wires -> warm(workspace, unit, wires));
        } catch (StartFailed e) {
            disk.close();
            throw e;
        }
    }

    /// As [#build], of another app.
    ///
    /// @param front what is searched before the app
    /// @param sql what is done to the unit's tables
    static Stage ofMutant(Workspace workspace, Path front, List<String> sql) {
        TrialUnit unit = TrialUnit.start(workspace, HEAP_MB);
        Stage stage = of(unit, Optional.empty(), _ -> unit.nodesWith(AppCache.ALWAYS, List.of(front)));
        try (Connection connection = unit.connect();
                Statement statement = connection.createStatement()) {
            for (String command : sql) {
                statement.execute(command);
            }
            return stage;
        } catch (SQLException e) {
            stage.close();
            throw new StartFailed("the tables cannot be changed: " + e.getMessage(), e);
        }
    }

    /// How the nodes of a unit are prepared.
    private interface Preparing {
        void prepare(Wires wires) throws IOException;
    }

    private static void warm(Workspace workspace, TrialUnit unit, Wires wires) throws IOException {
        unit.nodesWith(AppCache.flags(workspace, unit, wires.settings()), List.of());
    }

    private static Stage of(TrialUnit unit, Optional<SmallDisk> disk, Preparing preparing) {
        try {
            Wires wires = Wires.before(unit.postgres(), unit.redis());
            preparing.prepare(wires);
            unit.node(wires.settings());
            unit.node(wires.settings());
            return new Stage(unit, wires, disk);
        } catch (IOException | RuntimeException e) {
            unit.close();
            throw new StartFailed("the unit cannot be started: " + e.getMessage(), e);
        }
    }

    TrialUnit unit() {
        return unit;
    }

    Wires wires() {
        return wires;
    }

    /// Where PostgreSQL has its data, when that can be filled.
    Optional<SmallDisk> disk() {
        return disk;
    }

    Crowd crowd() {
        return crowd;
    }

    /// How many rounds were played to their end.
    int rounds() {
        return rounds;
    }

    /// Notes that a round is over. The last few sales stay, so that a recovery is never of one sale alone; those before
    /// are taken out of the unit.
    ///
    /// @param large whether it has so many orders that it must not stay
    void played(String sale, boolean large) throws SQLException {
        rounds++;
        recent.addLast(sale);
        while (recent.size() > (large ? 0 : OTHER_SALES)) {
            forget(recent.removeFirst());
        }
    }

    /// Keeps what the app nodes wrote.
    void keepLogs(Path into) {
        unit.keepLogs(into);
    }

    private void forget(String sale) throws SQLException {
        try (Connection connection = unit.connect()) {
            for (String command : FORGET) {
                try (PreparedStatement statement = connection.prepareStatement(command)) {
                    statement.setString(1, sale);
                    statement.executeUpdate();
                }
            }
        }
    }

    /// Waits until every server and every node is there again.
    ///
    /// @throws StartFailed when that takes longer than a minute
    void awaitWell() throws IOException {
        unit.redis().awaitHealthy(WELL);
        wires.announce();
        long deadline = System.nanoTime() + WELL.toNanos();
        while (!answersSql()) {
            if (System.nanoTime() - deadline > 0) {
                throw new StartFailed("PostgreSQL does not answer after a minute");
            }
            Pause.of(LOOK);
        }
        unit.nodes().forEach(AppNode::awaitReady);
    }

    @Override
    public void close() {
        unit.close();
        wires.close();
        disk.ifPresent(SmallDisk::close);
    }

    private boolean answersSql() {
        try (Connection connection = unit.postgres().connect(Databases.NAME)) {
            return connection.isValid(2);
        } catch (SQLException _) {
            return false;
        }
    }
}
