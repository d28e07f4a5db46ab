package doorbuster.regions;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Facts that are nobody's: names below `.example` (RFC 2606) and networks set aside for documentation (RFC 5737).
/// Nothing real is opened or called when manifests are made of them by mistake.
public final class MadeUp {
    private static final List<String> DOCUMENTATION = List.of("203.0.113.", "198.51.100.", "192.0.2.");
    private static final int BLOCK = 16;
    private static final int BLOCK_BITS = 28;
    private static final int MOST_PODS = 254;

    private MadeUp() {}

    /// What of these facts is made up; empty when a cluster may follow them.
    public static List<String> in(Production facts) {
        Set<String> found = new LinkedHashSet<>();
        Stream.concat(
                        Stream.of(facts.host(), facts.release().images()),
                        facts.origin().map(Production.Origin::host).stream())
                .filter(name -> name.matches("([a-z0-9.-]+\\.)?example(:\\d+)?(/.*)?"))
                .forEach(found::add);
        networks(facts).stream()
                .filter(network -> DOCUMENTATION.stream().anyMatch(network::startsWith))
                .forEach(found::add);
        return List.copyOf(found);
    }

    /// The facts of a region whose place nobody has told: its model's sizes, and a name and networks that are made up.
    /// A managed Redis is its model's own and is not taken over, nor are the times of its sales.
    ///
    /// @param name of the new region
    /// @param all  the regions there are
    /// @return nothing when all that can be made up is taken
    static Optional<Production> production(String name, Region model, Production facts, List<Region> all) {
        return freeNetworks(all)
                .map(networks -> new Production(
                        name + facts.host().substring(facts.host().indexOf('.')),
                        renamed(facts.cloudRegion(), model.name(), name, name),
                        facts.release(),
                        facts.app(),
                        facts.edge(),
                        facts.redis(),
                        Optional.empty(),
                        facts.postgres(),
                        facts.catalogSync(),
                        Optional.empty(),
                        facts.storageClass(),
                        new Production.Backups(
                                renamed(facts.backups().path(), model.name(), name, "s3://" + name + "-backups/unit"),
                                facts.backups().keepDays()),
                        networks,
                        "UTC",
                        List.of()));
    }

    /// Networks that no region has; empty when none are left.
    private static Optional<Production.Networks> freeNetworks(List<Region> all) {
        List<Production> others =
                all.stream().flatMap(region -> region.production().stream()).toList();
        List<String> taken = new ArrayList<>(
                others.stream().flatMap(there -> networks(there).stream()).toList());
        Optional<String> outgoing = free(taken);
        outgoing.ifPresent(taken::add);
        Optional<String> store = free(taken);
        int pods = 1
                + others.stream()
                        .mapToInt(there -> second(there.networks().pods()))
                        .max()
                        .orElse(0);
        if (outgoing.isEmpty() || store.isEmpty() || pods > MOST_PODS) {
            return Optional.empty();
        }
        return Optional.of(new Production.Networks(
                "10." + pods + ".0.0/16",
                List.of(outgoing.get()),
                List.of("10." + pods + ".255.1/32"),
                List.of(store.get())));
    }

    private static String renamed(String text, String before, String now, String otherwise) {
        return text.contains(before) ? text.replace(before, now) : otherwise;
    }

    private static List<String> networks(Production facts) {
        return Stream.of(
                        facts.networks().outgoing(),
                        facts.networks().objectStore(),
                        facts.origin().map(Production.Origin::networks).orElse(List.of()),
                        facts.managedRedis()
                                .map(Production.ManagedRedis::networks)
                                .orElse(List.of()))
                .flatMap(List::stream)
                .toList();
    }

    /// The first block of 16 documentation addresses that overlaps with nothing.
    private static Optional<String> free(List<String> taken) {
        for (String network : DOCUMENTATION) {
            for (int host = 0; host < 256; host += BLOCK) {
                String block = network + host + "/" + BLOCK_BITS;
                if (taken.stream().noneMatch(other -> overlap(block, other))) {
                    return Optional.of(block);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean overlap(String one, String other) {
        int bits = Math.min(bits(one), bits(other));
        return bits == 0 || (address(one) ^ address(other)) >>> (Integer.SIZE - bits) == 0;
    }

    private static int bits(String network) {
        return Integer.parseInt(network.substring(network.indexOf('/') + 1));
    }

    private static int address(String network) {
        InetAddress address = InetAddress.ofLiteral(network.substring(0, network.indexOf('/')));
        return ByteBuffer.wrap(address.getAddress()).getInt();
    }

    /// The second number of a network below 10, else 0.
    private static int second(String network) {
        return network.startsWith("10.") ? Integer.parseInt(network.split("\\.", -1)[1]) : 0;
    }
}
