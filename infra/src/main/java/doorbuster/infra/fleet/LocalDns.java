package doorbuster.infra.fleet;

import doorbuster.infra.dns.DnsQuestion;
import doorbuster.infra.dns.GdnsdConfig;
import doorbuster.infra.identity.PrivateFiles;
import doorbuster.infra.local.Child;
import doorbuster.infra.local.Programs;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Networks;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A real gdnsd on the address of the catalog's origin, which sends buyers to the units that run and are well.
///
/// gdnsd reads `admin_state` by itself whenever it changes. Another set of units needs another configuration: a second
/// process then takes the sockets over from the first, so that no question is lost.
public final class LocalDns {
    /// Not 53, which only root may bind.
    private static final int PORT = 5_300;

    private final Workspace workspace;
    private final Networks networks;
    private final Endpoint listen;
    private @Nullable Program program;

    LocalDns(Workspace workspace, Regions regions) {
        this.workspace = workspace;
        this.networks = networks(workspace);
        this.listen = endpoint(regions);
    }

    /// The networks that `regions/dns/networks.yaml` names.
    public static Networks networks(Workspace workspace) {
        return Networks.read(Networks.file(workspace.regions()));
    }

    /// Where a fleet's DNS is asked.
    public static Endpoint endpoint(Regions regions) {
        return new Endpoint(regions.origin().origin().orElseThrow().address(), PORT);
    }

    /// Checks that all it needs is here.
    ///
    /// @throws StartFailed with the command that installs what is missing
    static void require(Optional<Path> edge) {
        if (Programs.find("gdnsd").isEmpty()) {
            throw new StartFailed("--dns needs gdnsd: apt-get install gdnsd");
        }
        if (edge.isEmpty()) {
            throw new StartFailed("--dns needs the edge, which answers gdnsd's health checks: apt-get install haproxy");
        }
    }

    /// Starts it with these units, and waits until it answers.
    void start(Fleet fleet, List<Region> units, Progress progress) {
        long since = System.nanoTime();
        configure(units);
        Program started = Program.start(command(List.of()), List.of(), this::answers);
        program = started;
        fleet.add(Part.of(Fleet.DNS, Role.DNS, listen, networks.name(), started));
        started.awaitReady();
        progress.done(Fleet.DNS, "gdnsd on " + listen + " for " + networks.name(), since);
    }

    /// From now on it knows these units and no others.
    void renew(Fleet fleet, List<Region> units) {
        Program running = program;
        if (running != null) {
            configure(units);
            running.replace(command(List.of("-R")));
            fleet.write();
        }
    }

    /// Takes a region out of the answers, or back into them, whatever its health; a fleet without DNS keeps it in mind.
    public static void drain(Workspace workspace, String region, boolean drained) {
        try {
            List<String> names = new ArrayList<>(drained(workspace));
            names.remove(region);
            if (drained) {
                names.add(region);
            }
            Files.createDirectories(workspace.dns().resolve("state"));
            PrivateFiles.write(adminState(workspace), GdnsdConfig.adminState(names));
        } catch (IOException e) {
            throw new StartFailed("the state of the DNS cannot be written: " + e.getMessage(), e);
        }
    }

    /// The regions that are drained.
    public static List<String> drained(Workspace workspace) {
        Path file = adminState(workspace);
        try {
            return Files.exists(file) ? GdnsdConfig.drained(Files.readString(file)) : List.of();
        } catch (IOException e) {
            throw new StartFailed("the state of the DNS cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path adminState(Workspace workspace) {
        return workspace.dns().resolve("state").resolve("admin_state");
    }

    private void configure(List<Region> units) {
        Path etc = workspace.dns().resolve("etc");
        Path run = workspace.sockets().resolve("dns");
        Path state = workspace.dns().resolve("state");
        try {
            Files.createDirectories(run);
            Files.createDirectories(state);
            Map<String, String> files =
                    GdnsdConfig.files(networks, units, new GdnsdConfig.Place(listen, run, state.toAbsolutePath()));
            for (Map.Entry<String, String> file : files.entrySet()) {
                PrivateFiles.write(etc.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new StartFailed("the DNS cannot be configured: " + e.getMessage(), e);
        }
    }

    private Child.Command command(List<String> options) {
        List<String> words = new ArrayList<>();
        words.add(Programs.find("gdnsd").orElseThrow().toString());
        words.addAll(
                List.of("-c", workspace.dns().resolve("etc").toAbsolutePath().toString()));
        words.addAll(options);
        words.add("start");
        return new Child.Command("gdnsd", words, Map.of(), workspace.dns().resolve("gdnsd.log"), "TERM");
    }

    private boolean answers() {
        try {
            return new DnsQuestion(networks.name(), Optional.empty())
                            .ask(listen)
                            .code()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
