package doorbuster.loadtest.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.local.Signals;
import doorbuster.loadtest.catalog.WholeFleet;
import doorbuster.loadtest.catalog.WholeFleet.Said;
import java.time.Duration;
import java.time.Instant;

/// A region is taken out of the market while its buyers come and go.
///
/// @param market whose report is told how long everything took
record Drill(WholeFleet fleet, Market market) {
    /// By its operators, and put back.
    void drain(String region, String network) throws Exception {
        try (Shoppers buyers = market.shoppers(network).comeAndGo(5)) {
            await().until(() -> buyers.visits().stream()
                            .filter(visit -> visit.status() == 202)
                            .count()
                    > 10);
            Instant asked = Instant.now();
            Said drain = fleet.run("region", "drain", region);
            Instant drained = Instant.now();
            assertThat(drain.exit()).as(drain.toString()).isZero();
            String said = drain.out();
            assertThat(said).contains("new attempts are refused", "drained: nothing accepted is unsettled");
            assertThat(fleet.run("region", "list").out()).containsPattern(region + " .* drained\n");
            assertThat(stated(said, "new attempts are refused")).isLessThan(RegionLifeIT.SLOW * 1.0);
            assertThat(stated(said, "the DNS names it no more")).isLessThan(RegionLifeIT.SLOW * 5.0);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> buyers.lastAt(market.address(region))
                            .isBefore(Instant.now().minusSeconds(6)));
            assertThat(buyers.visits())
                    .filteredOn(visit -> visit.at().isAfter(drained.plusSeconds(1))
                            && visit.address().equals(market.address(region)))
                    .noneMatch(visit -> visit.status() == 202);
            market.report().add("drain: new attempts refused", stated(said, "new attempts are refused"), "1 s");
            market.report().add("drain: the DNS answers without it", stated(said, "the DNS names it no more"), "5 s");
            double last = Duration.between(asked, buyers.lastAt(market.address(region)))
                            .toMillis()
                    / 1e3;
            market.report().add("drain: last buyer with a cached answer, after the command began", last, "the TTL");
        }
        assertThat(fleet.run("region", "undrain", region).exit()).isZero();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> market.shoppers(network).address().equals(market.address(region)));
    }

    /// By the death of all its processes.
    void kill(String region, String network) throws Exception {
        try (Shoppers buyers = market.shoppers(network).comeAndGo(5)) {
            await().until(() -> buyers.visits().size() > 10);
            long since = System.nanoTime();
            Instant killed = Instant.now();
            Signals.send("KILL", market.pids(region));
            await().atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !buyers.address().equals(market.address(region)));
            double seconds = RegionLifeIT.seconds(since);
            assertThat(seconds).isLessThan(RegionLifeIT.SLOW * 10);
            assertThat(buyers.address()).isNotEmpty();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> buyers.visits().getLast().status() == 202);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> buyers.lastAt(market.address(region))
                            .isBefore(Instant.now().minusSeconds(3)));
            market.report().add("kill of a unit: the DNS answers without it", seconds, "10 s");
            market.report()
                    .add(
                            "kill of a unit: last attempt at its address",
                            Duration.between(killed, buyers.lastAt(market.address(region)))
                                            .toMillis()
                                    / 1e3,
                            "detection and TTL");
            long lost = buyers.visits().stream()
                    .filter(visit -> visit.at().isAfter(killed) && visit.status() == 0)
                    .count();
            market.report()
                    .note(lost + " attempts went to the dead address, of 5 buyers who come up to 10 times a second");
        }
    }

    /// By its removal with `--keep-data`, and taken up again by an `add` of its name.
    ///
    /// @param sale   one that it had
    /// @param orders how many of that were confirmed at least
    void takeUp(String region, String geographies, String network, String sale, long orders) throws Exception {
        long since = System.nanoTime();
        Said added = fleet.run("region", "add", region, "--geo", geographies);
        double seconds = RegionLifeIT.seconds(since);
        assertThat(added.exit()).as(added.toString()).isZero();
        assertThat(added.out())
                .contains("kept in .doorbuster/units/" + region + ": they are taken up again")
                .contains("checksum equal", "its data are taken up", "proven: 10 of 10 checks hold");
        JsonNode book = fleet.units().admin(fleet.region(region)).get("/v1/sales/" + sale + "/book");
        assertThat(book.path("balanced").asBoolean()).as(book.toString()).isTrue();
        assertThat(book.path("confirmed").asLong() + book.path("released").asLong())
                .as(book.toString())
                .isGreaterThanOrEqualTo(orders);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> market.shoppers(network).address().equals(market.address(region)));
        assertThat(market.shoppers(network).buy().path("state").asText())
                .as("the first buyer of that network, who tries once more, has the order of before")
                .isIn("CONFIRMED", "EXPIRED");
        market.report().add("region add of a region with kept data", seconds, "60 s");
    }

    /// The seconds at the end of the line that says it.
    private static double stated(String said, String what) {
        String line = said.lines().filter(one -> one.contains(what)).findFirst().orElseThrow();
        String[] words = line.strip().split(" +", -1);
        return Double.parseDouble(words[words.length - 2]);
    }
}
