package doorbuster.loadtest.rush;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.fleet.Workspace;
import doorbuster.loadtest.reckon.Evidence;
import doorbuster.loadtest.reckon.Inspection;
import doorbuster.loadtest.reckon.LaneEyes;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.SaleDesk;
import doorbuster.loadtest.trial.TrialUnit;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The sale of the README: 1,000 units, 5,000 buyers, 20,000 attempts, each sent to both of two app processes, a third
/// of the buyers asking for more than they may have. Over HTTP, on a real Redis Cluster and a real PostgreSQL.
class BigSaleIT {
    private static final int STOCK = 1_000;
    private static final int BUYERS = 5_000;
    private static final int ATTEMPTS = 4;
    private static final int LIMIT = 4;
    private static final int HEAP_MB = 96;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void a_thousand_units_go_to_a_thousand_and_nobody_gets_one_twice() throws SQLException {
        try (TrialUnit unit =
                TrialUnit.start(new Workspace(Path.of("..").toAbsolutePath().normalize()), HEAP_MB)) {
            List<InetSocketAddress> fronts =
                    List.of(unit.node(Map.of()).front(), unit.node(Map.of()).front());
            SaleDesk desk = new SaleDesk(unit.nodes().getFirst().admin());
            Rush rush = new Rush("big-sale", "SKU-1", STOCK, LIMIT, ATTEMPTS, 64, PATIENCE);
            desk.open(rush.sale(), rush.sku(), rush.stock(), rush.limit());
            for (AppNode node : unit.nodes()) {
                new SaleDesk(node.admin()).settledBook(rush.sale(), PATIENCE);
            }
            try (Connection postgres = unit.connect()) {
                Inspection inspection = new Inspection(
                        postgres,
                        new LaneEyes(unit.redis().seeds(), unit.redis().password()));

                Rush.Outcome outcome = rush.buy(fronts, desk, inspection, Crowd.of(unit.identity(), "buyer-", BUYERS));

                allIsWell(outcome);
            }
        }
    }

    private static void allIsWell(Rush.Outcome outcome) {
        assertThat(outcome.reckoning().findings()).isEmpty();
        assertThat(outcome.reckoning().confirmed()).isEqualTo(STOCK);
        assertThat(outcome.reckoning().refusedAfterAccepted()).isZero();
        assertThat(outcome.reckoning().silences()).isZero();
        assertThat(outcome.evidence().book().balanced()).isTrue();
        assertThat(outcome.ledger().answers()).hasSize(BUYERS * ATTEMPTS);
        assertThat(outcome.bought().answers()).isEqualTo(2L * BUYERS * ATTEMPTS);
        assertThat(unitsOf(outcome.evidence()).values()).allMatch(units -> units <= LIMIT);
        assertThat(outcome.ledger().counts()).containsKeys("ACCEPTED", "CONFIRMED", "over-limit", "sold-out");
        assertThat(outcome.ledger().counts().keySet())
                .isSubsetOf(
                        "ACCEPTED",
                        "CONFIRMED",
                        "over-limit",
                        "sold-out",
                        "not-enough",
                        "submission-in-progress",
                        "unavailable");
    }

    private static Map<String, Integer> unitsOf(Evidence evidence) {
        return evidence.rows().stream()
                .filter(Evidence.Row::holds)
                .collect(Collectors.toMap(Evidence.Row::buyer, Evidence.Row::quantity, Integer::sum));
    }
}
