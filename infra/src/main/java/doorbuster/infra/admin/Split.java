package doorbuster.infra.admin;

import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a sale's stock is shared out over regions. The shares always add up to the stock.
public final class Split {
    private Split() {}

    /// By weight, with the largest remainders getting the units that are left over (ties: first name
    /// first).
    private static Map<Region, Long> byWeight(long stock, List<Region> regions) {
        long weights = regions.stream().mapToLong(Region::weight).sum();
        Map<Region, Long> shares = new LinkedHashMap<>();
        regions.forEach(region -> shares.put(region, stock * region.weight() / weights));
        long left = stock - shares.values().stream().mapToLong(Long::longValue).sum();
        List<Region> byRemainder = new ArrayList<>(regions);
        byRemainder.sort(Comparator.comparingLong((Region region) -> -(stock * region.weight() % weights)));
        byRemainder.stream().limit(left).forEach(region -> shares.merge(region, 1L, Long::sum));
        return shares;
    }

    /// `100` for every region's total by weight, or `eu-west=60,us-east=40` as it is said; all regions must
    /// be named.
    ///
    /// @throws StartFailed when the text says neither
    public static Map<Region, Long> parse(String text, List<Region> regions) {
        if (text.matches("\\d{1,9}")) {
            return byWeight(Long.parseLong(text), regions);
        }
        Map<Region, Long> shares = new LinkedHashMap<>();
        for (Region region : regions) {
            shares.put(region, said(text, region));
        }
        if (List.of(text.split(",", -1)).size() != regions.size()) {
            throw new StartFailed("--stock " + text + " must name each region once");
        }
        return shares;
    }

    private static long said(String text, Region region) {
        for (String part : text.split(",", -1)) {
            if (part.strip().matches(region.name() + "=\\d{1,9}")) {
                return Long.parseLong(part.substring(part.indexOf('=') + 1).strip());
            }
        }
        throw new StartFailed("--stock takes one number, or NAME=NUMBER for every region; " + text
                + " says nothing for " + region.name());
    }
}
