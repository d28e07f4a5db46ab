package doorbuster.infra.command;

import doorbuster.infra.dns.DnsQuestion;
import doorbuster.infra.fleet.Fleet;
import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.LocalDns;
import doorbuster.infra.fleet.Progress;
import doorbuster.infra.fleet.Workspace;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Network;
import doorbuster.regions.Networks;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What this machine's geo-DNS tells buyers.
final class DnsSight {
    private final Workspace workspace;
    private final Networks networks;
    private final Endpoint server;

    DnsSight(Workspace workspace, Regions regions) {
        this.workspace = workspace;
        this.networks = LocalDns.networks(workspace);
        this.server = LocalDns.endpoint(regions);
    }

    /// Whether it runs.
    boolean runs() {
        return FleetState.read(workspace.stateFile())
                .flatMap(state -> state.service(Fleet.DNS))
                .isPresent();
    }

    /// How it is asked.
    void tell(Progress progress) {
        Network europe = networks.byGeography().values().iterator().next().getFirst();
        progress.say("""
                Ask the geo-DNS which region a buyer of a network is sent to (regions/dns/networks.yaml):
                  dig @%s -p %d %s A +short +subnet=%s
                """.formatted(server.address(), server.port(), networks.name(), europe));
    }

    /// Whether buyers of some network are sent to the region.
    boolean names(Region region) throws IOException {
        for (List<Network> all : new TreeMap<>(networks.byGeography()).values()) {
            if (answer(all.getFirst()).contains(region.publicEndpoint().address())) {
                return true;
            }
        }
        return false;
    }

    /// Which address buyers of each geography are told.
    Map<String, List<String>> answers() throws IOException {
        Map<String, List<String>> answers = new TreeMap<>();
        for (Map.Entry<String, List<Network>> entry : networks.byGeography().entrySet()) {
            answers.put(entry.getKey(), answer(entry.getValue().getFirst()));
        }
        return answers;
    }

    private List<String> answer(Network client) throws IOException {
        return new DnsQuestion(networks.name(), Optional.of(client)).ask(server).addresses();
    }
}
