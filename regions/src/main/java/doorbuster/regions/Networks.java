package doorbuster.regions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The file `dns/networks.yaml` beside the region files: under which name buyers ask, and which networks are where.
///
/// @param zone        without a dot at the end
/// @param host        the label below the zone that buyers ask for
/// @param ttlSeconds  how long an answer may be kept, 5–300
/// @param byGeography networks by continent or continent/country, in the file's order
public record Networks(String zone, String host, int ttlSeconds, Map<String, List<Network>> byGeography) {
    private static final Pattern ZONE = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

    public Networks {
        byGeography = Collections.unmodifiableMap(new LinkedHashMap<>(byGeography));
    }

    /// Where the file is, below the folder of the region files.
    public static Path file(Path regions) {
        return regions.resolve("dns").resolve("networks.yaml");
    }

    /// Reads the file.
    ///
    /// @throws RegionRefused at the first thing that is wrong, in one line
    public static Networks read(Path file) {
        Section root = RegionFile.open(file);
        Section networks = root.section("networks");
        Map<String, List<Network>> found = new LinkedHashMap<>();
        Map<Network, String> taken = new LinkedHashMap<>();
        for (String geography : networks.keys()) {
            if (!RegionFile.GEOGRAPHY.matcher(geography).matches()) {
                throw networks.refused(geography, "expected " + RegionFile.GEOGRAPHIES);
            }
            found.put(geography, networks(networks, geography, taken));
        }
        Networks read = new Networks(
                root.text("zone", ZONE, "a DNS zone such as shop.example"),
                root.text("host", RegionFile.DNS_LABEL, "a DNS label"),
                root.number("ttl-seconds", 5, 300),
                found);
        root.end();
        return read;
    }

    private static List<Network> networks(Section section, String geography, Map<Network, String> taken) {
        List<Network> all = new ArrayList<>();
        for (String text : section.texts(geography, Pattern.compile("\\S+"), "networks like 192.0.2.0/24")) {
            Network network = Network.parse(text)
                    .orElseThrow(() -> section.refused(
                            geography,
                            "expected networks like 192.0.2.0/24 with no bits behind the prefix, found \"" + text
                                    + "\""));
            String before = taken.put(network, geography);
            if (before != null) {
                throw section.refused(geography, "expected each network once, but " + text + " is in " + before);
            }
            all.add(network);
        }
        return all;
    }

    /// What buyers ask for, `buy.doorbuster.example`.
    public String name() {
        return host + "." + zone;
    }
}
