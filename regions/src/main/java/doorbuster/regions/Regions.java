package doorbuster.regions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All regions of the fleet, in the order of their names, and what must hold between them.
public final class Regions {
    private final List<Region> all;

    private Regions(List<Region> all) {
        this.all = List.copyOf(all);
    }

    /// Reads every `*.yaml` of a folder.
    ///
    /// @throws RegionRefused at the first thing that is wrong, in one line
    public static Regions read(Path folder) {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RegionRefused("no region files in " + folder);
        }
        if (files.isEmpty()) {
            throw new RegionRefused("no region files in " + folder + "; expected at least one NAME.yaml");
        }
        List<RegionFile.Placed> placed = files.stream().map(RegionFile::read).toList();
        checkGeographies(placed);
        checkSockets(placed);
        checkOrigin(placed, folder);
        ProductionRules.check(placed);
        return new Regions(placed.stream().map(RegionFile.Placed::region).toList());
    }

    /// Regions that are known to fit together, such as those of [#read(Path)] moved to other ports.
    public static Regions of(List<Region> regions) {
        return new Regions(regions);
    }

    public List<Region> all() {
        return all;
    }

    /// The region whose file says where the catalog's origin is.
    public Region origin() {
        return all.stream().filter(Region::isOrigin).findFirst().orElseThrow();
    }

    public Optional<Region> named(String name) {
        return all.stream().filter(region -> region.name().equals(name)).findFirst();
    }

    private static void checkGeographies(List<RegionFile.Placed> placed) {
        Map<String, String> claimed = new HashMap<>();
        for (RegionFile.Placed one : placed) {
            for (String geography : one.region().geographies()) {
                String before = claimed.put(geography, one.region().name());
                if (before != null) {
                    throw one.source()
                            .refused(
                                    "geographies", "expected each once, but " + geography + " is claimed by " + before);
                }
            }
        }
    }

    private static void checkSockets(List<RegionFile.Placed> placed) {
        Map<Endpoint, String> taken = new HashMap<>();
        for (RegionFile.Placed one : placed) {
            for (Socket socket : sockets(one.region())) {
                String owner = socket.key() + " of " + one.region().name();
                String before = taken.put(socket.endpoint(), owner);
                if (before != null) {
                    throw one.source()
                            .refused(
                                    socket.key(),
                                    "expected a socket of its own, but " + socket.endpoint() + " is " + before);
                }
            }
        }
    }

    private static void checkOrigin(List<RegionFile.Placed> placed, Path folder) {
        List<RegionFile.Placed> origins =
                placed.stream().filter(one -> one.region().isOrigin()).toList();
        if (origins.size() > 1) {
            String first = origins.getFirst().region().name();
            throw origins.get(1)
                    .source()
                    .refused("origin", "expected in exactly one region, but " + first + " has it too");
        }
        if (origins.isEmpty()) {
            throw new RegionRefused(folder.getFileName() + ": origin: expected in exactly one region, found in none");
        }
    }

    private record Socket(String key, Endpoint endpoint) {}

    /// Every socket a unit listens on, with the key of its file that says so.
    private static List<Socket> sockets(Region region) {
        List<Socket> sockets = new ArrayList<>();
        String inner = region.innerAddress();
        sockets.add(new Socket("public", region.publicEndpoint()));
        region.certificate()
                .flatMap(Region.Certificate::redirectPort)
                .ifPresent(port -> sockets.add(new Socket(
                        "public", new Endpoint(region.publicEndpoint().address(), port))));
        for (int node = 0; node < region.app().nodes(); node++) {
            sockets.add(new Socket("admin", region.adminEndpoint().plus(node)));
            sockets.add(new Socket("app", new Endpoint(inner, region.app().firstPort() + node)));
        }
        for (int node = 0; node < 6; node++) {
            Endpoint client = new Endpoint(inner, region.redis().firstPort() + node);
            sockets.add(new Socket("redis", client));
            sockets.add(new Socket("redis", client.plus(10_000)));
        }
        sockets.add(new Socket("postgres", new Endpoint(inner, region.postgres().port())));
        sockets.add(new Socket(
                "catalog-sync", new Endpoint(inner, region.catalogSync().port())));
        region.origin().ifPresent(origin -> {
            sockets.add(new Socket("origin", new Endpoint(origin.address(), origin.postgresPort())));
            sockets.add(new Socket("origin", new Endpoint(origin.address(), origin.adminPort())));
        });
        return sockets;
    }
}
