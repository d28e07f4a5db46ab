package doorbuster.loadtest.faults;

import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.faults.Blow.Cure;
import doorbuster.loadtest.reckon.Finding;
import doorbuster.loadtest.reckon.Told;
import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.SaleDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// A node whose clock is wrong by an hour. What it must not do is to sell what is closed or not open yet by
/// the clock of the unit, which is that of Redis; what it must do is to sell what is open.
final class ClockBlows {
    private static final Duration WRONG_BY = Duration.ofHours(1);
    private static final Duration HALF = Duration.ofMinutes(30);
    private static final Duration LONG = Duration.ofHours(3);
    private static final Duration KNOWN = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int ATTEMPTS = 12;
    private static final String SETTING = "unit.clock-offset-ms";

    private ClockBlows() {}

    static Cure ahead(Scene scene) {
        return wrong(scene, WRONG_BY);
    }

    static Cure behind(Scene scene) {
        return wrong(scene, WRONG_BY.negated());
    }

    /// The last node: its operators' tokens may count as not yet valid, and the book is asked of the first.
    private static Cure wrong(Scene scene, Duration by) {
        AppNode node = scene.unit().nodes().getLast();
        node.stop();
        AppNode wrong = scene.unit().again(node, Map.of(SETTING, by.toMillis()));
        wrong.awaitReady();
        Instant now = Instant.now();
        UnitClient desk = scene.unit().nodes().getFirst().admin();
        mayNotSell(scene, desk, wrong, "early", now.plus(HALF), now.plus(LONG));
        mayNotSell(scene, desk, wrong, "late", now.minus(LONG), now.minus(HALF));
        return () -> {
            wrong.stop();
            scene.unit().again(wrong, Map.of(SETTING, 0)).awaitReady();
        };
    }

    /// Tries to buy at the node whose clock is wrong what nobody may buy now.
    private static void mayNotSell(
            Scene scene, UnitClient desk, AppNode wrong, String name, Instant opens, Instant closes) {
        String sale = scene.sale() + "-" + name;
        new SaleDesk(desk).open(sale, "FAULT-1", ATTEMPTS, 1, opens, closes);
        Crowd crowd = Crowd.of(scene.unit().identity(), name + "-", ATTEMPTS);
        Counter counter = new Counter(wrong.front());
        for (int i = 0; i < ATTEMPTS; i++) {
            Told told = answered(counter, sale, crowd.buyer(i));
            if (told instanceof Told.Order order) {
                scene.seen().add(new Finding(Finding.Kind.MISTIMED, sale + " sold " + order + " outside its window"));
            }
        }
    }

    /// The answer once the node knows the sale and its stores answer it.
    private static Told answered(Counter counter, String sale, Crowd.Buyer buyer) {
        long deadline = System.nanoTime() + KNOWN.toNanos();
        while (System.nanoTime() - deadline < 0) {
            Told told = counter.order(sale, buyer, new Wish(buyer.name(), "k", 1));
            boolean decided = told instanceof Told.Order
                    || (told instanceof Told.Refused no
                            && (no.code().equals("not-open") || no.code().equals("closed")));
            if (decided) {
                return told;
            }
            Pause.of(LOOK);
        }
        throw new StartFailed("the node with the wrong clock says nothing of " + sale);
    }
}
