package doorbuster.regions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The file of a region that is like another one: the same sizes, ports and comments, on addresses of its
/// own. Its place on Kubernetes is made up, so that it can be rendered at once and rewritten by those who
/// know.
///
/// @param name        a DNS label that no region has
/// @param displayName what buyers and operators read
/// @param geographies whose buyers are sent there
public record NewRegion(String name, String displayName, List<String> geographies) {

    public NewRegion {
        geographies = List.copyOf(geographies);
    }

    /// `AP South` for `ap-south`: a first word of two letters is an abbreviation.
    public static String displayName(String name) {
        return Stream.of(name.split("-", -1))
                .map(word -> word.length() <= 2
                        ? word.toUpperCase(Locale.ROOT)
                        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    /// Writes `NAME.yaml` and reads all regions with it; a file that does not fit to the others is deleted again.
    ///
    /// @param like the region whose sizes and ports it takes over; its catalog origin stays where it is
    /// @throws RegionRefused when the regions are refused with it
    public Regions write(Path folder, Regions before, Region like) {
        requireUnclaimed(before);
        Path file = folder.resolve(name + ".yaml");
        try {
            String model = Files.readString(folder.resolve(like.name() + ".yaml"));
            Path made = Files.writeString(folder.resolve(name + ".yaml.new"), text(model, like, before.all()));
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE); // nobody ever reads half of it
            return Regions.read(folder);
        } catch (RegionRefused e) {
            deleted(file);
            throw e;
        } catch (IOException e) {
            throw new RegionRefused(file + ": cannot be written: " + e.getMessage());
        }
    }

    private void requireUnclaimed(Regions before) {
        for (Region region : before.all()) {
            for (String geography : region.geographies()) {
                if (geographies.contains(geography)) {
                    throw new RegionRefused(name + ": geographies: expected each once, but " + geography
                            + " is claimed by " + region.name());
                }
            }
        }
    }

    private static void deleted(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new RegionRefused(file + ": cannot be deleted: " + e.getMessage());
        }
    }

    String text(String model, Region like, List<Region> all) {
        List<String> lines = new ArrayList<>();
        boolean production = false;
        for (String line : model.lines().toList()) {
            production = line.startsWith("production:") || (production && (line.isBlank() || line.startsWith(" ")));
            if (production) {
                continue;
            }
            if (line.startsWith("origin:")) {
                while (!lines.isEmpty() && lines.getLast().startsWith("#")) {
                    lines.removeLast(); // its comment
                }
            } else {
                lines.add(own(line));
            }
        }
        while (lines.getLast().startsWith("#")) {
            lines.removeLast(); // what its model says of its own production
        }
        String text = String.join("\n", lines) + "\n";
        for (Map.Entry<String, String> address : addresses(like, all).entrySet()) {
            text = text.replaceAll(
                    "(?<![\\d.])" + address.getKey().replace(".", "\\.") + "(?![\\d.])", address.getValue());
        }
        return text + production(like, all);
    }

    private String production(Region like, List<Region> all) {
        return like.production()
                .flatMap(facts -> MadeUp.production(name, like, facts, all))
                .map(facts -> ProductionText.of(name, facts, like.name()))
                .orElseGet(() ->
                        "# `production:`, what the unit is on Kubernetes, is to be written by hand: hosts, networks"
                                + " and sizes\n# there cannot be guessed from " + like.name() + ".yaml\n");
    }

    private String own(String line) {
        if (line.startsWith("name:")) {
            return "name: " + name;
        }
        if (line.startsWith("display-name:")) {
            return "display-name: \"" + displayName.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
        return line.startsWith("geographies:") ? "geographies: [" + String.join(", ", geographies) + "]" : line;
    }

    /// For each address of the model the next one above it that nobody has.
    private static Map<String, String> addresses(Region like, List<Region> all) {
        Set<String> taken = all.stream()
                .flatMap(region -> Stream.concat(
                        Stream.of(region.publicEndpoint().address(), region.innerAddress()),
                        region.origin().map(Region.Origin::address).stream()))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> addresses = new LinkedHashMap<>();
        for (String address : List.of(like.publicEndpoint().address(), like.innerAddress())) {
            if (!addresses.containsKey(address)) {
                String free = next(address, taken);
                taken.add(free);
                addresses.put(address, free);
            }
        }
        return addresses;
    }

    private static String next(String address, Set<String> taken) {
        String network = address.substring(0, address.lastIndexOf('.') + 1);
        for (int host = Integer.parseInt(address.substring(network.length())) + 1; host < 255; host++) {
            if (!taken.contains(network + host)) {
                return network + host;
            }
        }
        throw new RegionRefused("no address is free above " + address + "; write the region's file by hand");
    }
}
