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

/// A unit of two app nodes behind wires, on which round after round is played as long as it gets well again.
final class Stage implements AutoCloseable {
    private static final int HEAP_MB = 96;
    private static final int BUYERS = 300;
    private static final Duration WELL = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final TrialUnit unit;
    private final Wires wires;
    private final Crowd crowd;

    private Stage(TrialUnit unit, Wires wires) {
        this.unit = unit;
        this.wires = wires;
        crowd = Crowd.of(unit.identity(), "buyer-", BUYERS);
    }

    /// Starts everything.
    ///
    /// @throws StartFailed when a part cannot be started
    static Stage build(Workspace workspace) {
        TrialUnit unit = TrialUnit.start(workspace, HEAP_MB);
        try {
            Wires wires = Wires.before(unit.postgres(), unit.redis());
            unit.node(wires.settings());
            unit.node(wires.settings());
            return new Stage(unit, wires);
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
    }

    private boolean answersSql() {
        try (Connection connection = unit.postgres().connect(Databases.NAME)) {
            return connection.isValid(2);
        } catch (SQLException _) {
            return false;
        }
    }
}
