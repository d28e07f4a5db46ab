package doorbuster.infra.fleet;

import doorbuster.infra.edge.Edge;
import doorbuster.infra.edge.EdgeCertificate;
import doorbuster.infra.local.Backing;
import doorbuster.infra.local.Daemon;
import doorbuster.infra.local.FreePorts;
import doorbuster.infra.local.Programs;
import doorbuster.infra.local.RedisBinary;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What `up` needs of this machine.
public final class MachineCheck {
    private MachineCheck() {}

    /// One thing looked at.
    ///
    /// @param needed whether `up` cannot do without
    /// @param detail what was found, or the command that installs it
    public record Finding(String what, boolean ok, boolean needed, String detail) {}

    /// Everything that is looked at, needed or not.
    public static List<Finding> findings(Regions regions, Backing backing) {
        List<Finding> found = new ArrayList<>();
        found.add(new Finding("JDK 25", Runtime.version().feature() >= 25, true, System.getProperty("java.home")));
        found.add(program("mvn", true, "builds the project: apt-get install maven"));
        found.addAll(
                switch (backing) {
                    case Backing.Processes() -> List.of(redis(), postgres());
                    case Backing.Containers images -> containers(images);
                });
        found.add(new Finding(
                "haproxy",
                Edge.program().isPresent(),
                false,
                Edge.program().map(Path::toString).orElse("the edge of each unit: apt-get install haproxy")));
        found.add(memory(regions.all()));
        found.add(addresses(regions));
        regions.all().stream()
                .filter(region -> region.certificate().isPresent())
                .forEach(region -> found.add(certificate(region)));
        return found;
    }

    private static Finding program(String name, boolean needed, String why) {
        return new Finding(
                name,
                Programs.find(name).isPresent(),
                needed,
                Programs.find(name).map(Path::toString).orElse(why));
    }

    private static Finding redis() {
        try {
            return new Finding(
                    "redis-server 6.2 or newer", true, true, RedisBinary.find().toString());
        } catch (StartFailed e) {
            return new Finding("redis-server 6.2 or newer", false, true, e.toString());
        }
    }

    private static Finding postgres() {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean ok = !root || Programs.find("unshare").isPresent();
        String detail = ok ? "18.6, packaged" : "it does not run as root without unshare: apt-get install util-linux";
        return new Finding("PostgreSQL", ok, true, detail);
    }

    private static List<Finding> containers(Backing.Containers backing) {
        List<Finding> found = new ArrayList<>();
        try {
            found.add(new Finding("Docker", true, true, "version " + Daemon.version()));
            Stream.of(backing.postgresImage(), backing.redisImage())
                    .forEach(name -> found.add(new Finding(
                            "image " + name,
                            Daemon.has(name),
                            false,
                            Daemon.has(name) ? "is here" : "`up` fetches it")));
        } catch (StartFailed e) {
            found.add(new Finding("Docker", false, true, String.valueOf(e.getMessage())));
        }
        return found;
    }

    private static Finding certificate(Region region) {
        String what = "certificate of " + region.name();
        try {
            EdgeCertificate.check(region, InstantSource.system());
            return new Finding(what, true, true, "can be used");
        } catch (StartFailed e) {
            return new Finding(what, false, true, String.valueOf(e.getMessage()));
        }
    }

    private static Finding memory(List<Region> regions) {
        long needed = Memory.neededMb(regions);
        OptionalLong free = Memory.freeMb(Path.of("/proc/meminfo"));
        boolean ok = free.isEmpty() || free.getAsLong() >= needed;
        String have = free.isPresent() ? free.getAsLong() + " MB free" : "free memory unknown";
        return new Finding("memory for " + regions.size() + " units", ok, true, needed + " MB needed, " + have);
    }

    private static Finding addresses(Regions regions) {
        List<String> missing = regions.all().stream()
                .map(region -> region.publicEndpoint().address())
                .filter(address -> !FreePorts.isFree(address, 0))
                .toList();
        return new Finding(
                "an address per unit",
                missing.isEmpty(),
                false,
                missing.isEmpty() ? "127.0.0.0/8 can be bound" : "ports of 127.0.0.1 are used instead");
    }
}
