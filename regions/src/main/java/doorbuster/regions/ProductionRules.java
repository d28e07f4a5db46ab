package doorbuster.regions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What must hold between the production facts of different regions: they share nothing.
final class ProductionRules {
    private ProductionRules() {}

    /// @throws RegionRefused naming the second of two regions that share something
    static void check(List<RegionFile.Placed> placed) {
        Map<String, String> taken = new HashMap<>();
        for (RegionFile.Placed one : placed) {
            Optional<Production> production = one.region().production();
            if (production.isPresent()) {
                Production facts = production.get();
                alone(taken, one, "host", facts.host());
                alone(taken, one, "backups.path", facts.backups().path());
                facts.networks().outgoing().forEach(network -> alone(taken, one, "networks.outgoing", network));
                facts.managedRedis()
                        .ifPresent(
                                redis -> redis.seeds().forEach(seed -> alone(taken, one, "managed-redis.seeds", seed)));
                if (facts.origin().isPresent() != one.region().isOrigin()) {
                    throw one.source()
                            .refused("production", "expected to have an origin exactly when the region has one");
                }
                facts.origin().ifPresent(origin -> alone(taken, one, "origin.host", origin.host()));
            }
        }
    }

    private static void alone(Map<String, String> taken, RegionFile.Placed one, String key, String value) {
        String before = taken.put(value, one.region().name());
        if (before != null) {
            throw one.source()
                    .refused("production", "expected " + key + " to be its own, but " + value + " is of " + before);
        }
    }
}
