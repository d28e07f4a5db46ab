package doorbuster.infra.dns;

import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Nearness;
import doorbuster.regions.Network;
import doorbuster.regions.Networks;
import doorbuster.regions.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// gdnsd's configuration: networks to regions in order of nearness, an HTTP health check of each region, and a record
/// for each region by itself. The same regions and networks always give the same text.
public final class GdnsdConfig {
    /// What each region is asked for; its edge answers 200 while DNS may send buyers there.
    public static final String HEALTH_PATH = "/observe/health/unit";

    private static final String ADMIN_STATE = "geoip/buyers/";

    private GdnsdConfig() {}

    /// Where a server runs.
    ///
    /// @param listen where it is asked
    /// @param run    its lock and control socket
    /// @param state  where it looks for `admin_state`
    public record Place(Endpoint listen, Path run, Path state) {}

    /// The files below gdnsd's configuration folder by their names.
    ///
    /// @param regions those that buyers may be sent to; at least one
    public static Map<String, String> files(Networks networks, List<Region> regions, Place place) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "config",
                template("gdnsd.config")
                        .replace("${listen}", place.listen().toString())
                        .replace("${run}", place.run().toString())
                        .replace("${state}", place.state().toString())
                        .replace("${ttl}", Integer.toString(networks.ttlSeconds()))
                        .replace("${path}", HEALTH_PATH)
                        .replace("${checks}", checks(regions))
                        .replace("${datacenters}", names(Nearness.order(regions)))
                        .replace("${nets}", nets(networks, regions))
                        .replace("${places}", places(regions)));
        files.put("zones/" + networks.zone(), zone(networks, regions, place));
        return files;
    }

    /// What `admin_state` says while these regions are drained, whatever their health.
    public static String adminState(List<String> drained) {
        return "# written by doorbuster region drain|undrain\n"
                + drained.stream()
                        .sorted()
                        .map(name -> ADMIN_STATE + name + " => DOWN\n")
                        .collect(Collectors.joining());
    }

    /// The regions that such a text drains.
    public static List<String> drained(String adminState) {
        return adminState
                .lines()
                .filter(line -> line.startsWith(ADMIN_STATE) && line.endsWith(" => DOWN"))
                .map(line -> line.substring(ADMIN_STATE.length(), line.indexOf(' ')))
                .toList();
    }

    private static String checks(List<Region> regions) {
        return regions.stream()
                .map(region -> "    unit-" + region.name() + " => {\n        plugin => http_status, port => "
                        + healthPort(region) + ", url_path => " + HEALTH_PATH + ", vhost => unit\n"
                        + "        interval => 2, timeout => 1, up_thresh => 2, ok_thresh => 2, down_thresh => 2\n"
                        + "    }\n")
                .collect(Collectors.joining());
    }

    /// gdnsd does not speak TLS: where the edge does, it answers the check on the port of plain HTTP.
    private static int healthPort(Region region) {
        return region.certificate()
                .map(certificate -> certificate
                        .redirectPort()
                        .orElseThrow(() -> new StartFailed(region.name() + ": public: gdnsd asks for its health by"
                                + " plain HTTP, so a certificate needs a redirect-port too")))
                .orElse(region.publicEndpoint().port());
    }

    private static String nets(Networks networks, List<Region> regions) {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, List<Network>> entry : new TreeMap<>(networks.byGeography()).entrySet()) {
            lines.append("                # ").append(entry.getKey()).append('\n');
            String order = names(Nearness.order(regions, entry.getKey()));
            entry.getValue()
                    .forEach(network -> lines.append("                ")
                            .append(network)
                            .append(" => ")
                            .append(order)
                            .append('\n'));
        }
        return lines.toString();
    }

    private static String places(List<Region> regions) {
        return regions.stream()
                .map(region -> "                " + region.name() + " => { plugin => multifo, service_types => unit-"
                        + region.name() + ", edge => " + region.publicEndpoint().address() + " }\n")
                .collect(Collectors.joining());
    }

    private static String zone(Networks networks, List<Region> regions, Place place) {
        String ttl = networks.ttlSeconds() + "/5";
        String each = regions.stream()
                .map(region -> region.name() + "." + networks.host() + " " + networks.ttlSeconds() + " A "
                        + region.publicEndpoint().address() + "\n")
                .collect(Collectors.joining());
        return """
                ; rendered from the region files and dns/networks.yaml
                @ SOA ns1 hostmaster 1 7200 1800 259200 5
                @ NS ns1
                @ NS ns2
                ns1 A %1$s
                ns2 A %1$s
                ; the nearest region that is well
                %2$s %3$s DYNA geoip!buyers
                ; each region by its name, whatever its health
                %4$s""".formatted(place.listen().address(), networks.host(), ttl, each);
    }

    private static String names(List<Region> regions) {
        return regions.stream().map(Region::name).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String template(String name) {
        try (InputStream content = Objects.requireNonNull(GdnsdConfig.class.getResourceAsStream(name))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
