package doorbuster.regions;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// In which order regions serve the buyers of a geography: who claims it, then who is near.
///
/// Near is a table of continents by the length of the usual sea cables between them, good enough for the second
/// choice; between equals the heavier region comes first, then the first name.
public final class Nearness {
    private static final Map<String, List<String>> NEIGHBOURS = Map.of(
            "AF", List.of("AF", "EU", "AS", "SA", "NA", "OC", "AN"),
            "AN", List.of("AN", "SA", "OC", "AF", "NA", "AS", "EU"),
            "AS", List.of("AS", "OC", "EU", "AF", "NA", "SA", "AN"),
            "EU", List.of("EU", "AF", "NA", "AS", "SA", "OC", "AN"),
            "NA", List.of("NA", "SA", "EU", "AS", "OC", "AF", "AN"),
            "OC", List.of("OC", "AS", "NA", "SA", "EU", "AF", "AN"),
            "SA", List.of("SA", "NA", "EU", "AF", "OC", "AS", "AN"));
    private static final Comparator<Region> HEAVIEST =
            Comparator.comparingInt(Region::weight).reversed().thenComparing(Region::name);

    private Nearness() {}

    /// All of `regions`, the one that serves `geography` first.
    ///
    /// @param geography a continent or continent/country
    public static List<Region> order(List<Region> regions, String geography) {
        return regions.stream()
                .sorted(Comparator.comparingInt((Region region) -> distance(region, geography))
                        .thenComparing(HEAVIEST))
                .toList();
    }

    /// All of `regions` for buyers of whom nobody knows where they are.
    public static List<Region> order(List<Region> regions) {
        return regions.stream().sorted(HEAVIEST).toList();
    }

    private static int distance(Region region, String geography) {
        return region.geographies().stream()
                .mapToInt(claim -> distance(claim, geography))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /// 0 when the claim says it, 1 when the claim is the continent around it, then by continents.
    private static int distance(String claim, String geography) {
        if (claim.equals(geography)) {
            return 0;
        }
        if (claim.equals(continent(geography))) {
            return 1;
        }
        return 2 + NEIGHBOURS.getOrDefault(continent(geography), List.of()).indexOf(continent(claim));
    }

    /// `EU` of `EU/PT`
    public static String continent(String geography) {
        return geography.substring(0, 2);
    }
}
