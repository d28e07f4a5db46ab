package doorbuster.loadtest.region;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.LocalDns;
import doorbuster.infra.fleet.Workspace;
import doorbuster.loadtest.catalog.WholeFleet;
import doorbuster.loadtest.catalog.WholeFleet.Said;
import doorbuster.regions.Endpoint;
import java.util.List;

/// A whole fleet with its geo-DNS, and everybody who comes to it.
final class Market {
    private final FailoverReport report = new FailoverReport();
    private final WholeFleet fleet;
    private final Endpoint dns;

    Market(WholeFleet fleet) {
        this.fleet = fleet;
        this.dns = LocalDns.endpoint(Launcher.regions(new Workspace(fleet.file(""))));
    }

    FailoverReport report() {
        return report;
    }

    void refused(String why, String... words) throws Exception {
        String[] all = new String[words.length + 1];
        all[0] = "region";
        System.arraycopy(words, 0, all, 1, words.length);
        Said said = fleet.run(all);
        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.err()).startsWith("doorbuster: ").contains(why).hasLineCount(1);
    }

    Pace pace(String region, String sale) throws Exception {
        create(sale, region);
        return new Pace(fleet.identity(), fleet.units().front(fleet.region(region)), sale);
    }

    /// The region sells what [Shoppers] come for, enough that it is never sold out under them.
    void open(String region) throws Exception {
        create(Shoppers.SALE, region);
    }

    private void create(String sale, String region) throws Exception {
        Said created = fleet.run(
                "sale",
                "create",
                sale,
                "--sku",
                "sneakers-aurora",
                "--stock",
                "50000",
                "--price",
                "1.00",
                "--challenge",
                "OFF",
                "--region",
                region);
        assertThat(created.exit()).as(created.toString()).isZero();
    }

    Shoppers shoppers(String network) {
        return new Shoppers(
                fleet, dns, network, fleet.region("eu-west").publicEndpoint().port());
    }

    String address(String region) {
        return fleet.region(region).publicEndpoint().address();
    }

    List<Long> pids(String region) {
        return fleet.state().units().stream()
                .filter(unit -> unit.name().equals(region))
                .flatMap(unit -> unit.processes().stream())
                .map(process -> process.running().pid())
                .toList();
    }

    List<Long> pids() {
        return fleet.state()
                .processes()
                .filter(process -> !process.role().equals("dns"))
                .map(process -> process.running().pid())
                .toList();
    }
}
