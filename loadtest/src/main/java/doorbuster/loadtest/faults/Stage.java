package doorbuster.loadtest.faults;

import doorbuster.infra.fleet.Databases;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.TrialUnit;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// A unit of two app nodes behind wires, on which round after round is played as long as it gets well again.
final class Stage implements AutoCloseable {
    private static final int HEAP_MB = 320; // as regions/*.yaml give it
    private static final int BUYERS = 300;
    private static final Duration WELL = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final TrialUnit unit;
    private final Wires wires;
    private final Optional<SmallDisk> disk;
    private final Crowd crowd;

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
        return of(TrialUnit.start(workspace, HEAP_MB), Optional.empty());
    }

    /// As [#build], with PostgreSQL on a disk that can be filled.
    static Stage withSmallDisk(Workspace workspace) {
        SmallDisk disk = SmallDisk.mount();
        try {
            return of(TrialUnit.start(workspace, HEAP_MB, disk.postgres()), Optional.of(disk));
        } catch (StartFailed e) {
            disk.close();
            throw e;
        }
    }

    private static Stage of(TrialUnit unit, Optional<SmallDisk> disk) {
        try {
            Wires wires = Wires.before(unit.postgres(), unit.redis());
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
