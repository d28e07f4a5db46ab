package doorbuster.infra.kubernetes;

import doorbuster.infra.tree.Tree;
import doorbuster.regions.Production;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The flows of one region that need addresses: the one to the catalog's origin, and what its stores cannot do without.
final class Network {
    private static final Map<String, Object> DATABASES = Tree.of(
            "matchExpressions",
            List.of(Tree.of(
                    "key", "cnpg.io/cluster", "operator", "In", "values", List.of("postgres", "catalog-origin"))));
    private static final Map<String, Object> READS_ORIGIN =
            Tree.of("matchExpressions", List.of(Tree.of("key", "doorbuster/reads-origin", "operator", "Exists")));

    private final Region region;
    private final Regions regions;
    private final Production facts;

    Network(Region region, Regions regions, Production facts) {
        this.region = region;
        this.regions = regions;
        this.facts = facts;
    }

    List<Map<String, Object>> policies() {
        List<Map<String, Object>> policies = new ArrayList<>();
        // PostgreSQL's instances agree on their primary through the API server, and keep their backups elsewhere
        policies.add(out("postgres-api-server", DATABASES, facts.networks().apiServer(), 443, 6_443));
        policies.add(out("postgres-backups", DATABASES, facts.networks().objectStore(), 443));
        if (region.isOrigin()) {
            List<String> units = unitsElsewhere();
            if (!units.isEmpty()) {
                policies.add(fromUnits(units));
            }
        } else {
            origin().ifPresent(there -> policies.add(out("to-catalog-origin", READS_ORIGIN, there.networks(), 5_432)));
        }
        facts.managedRedis().ifPresent(redis -> {
            Map<String, Object> app = Tree.of("matchLabels", Tree.of("app.kubernetes.io/name", "app"));
            policies.add(out("to-managed-redis", app, redis.networks(), 6_379));
        });
        return policies;
    }

    /// Where the calls of all other units come from.
    List<String> unitsElsewhere() {
        return regions.all().stream()
                .filter(other -> !other.name().equals(region.name()))
                .flatMap(other -> other.production().stream())
                .flatMap(other -> other.networks().outgoing().stream())
                .toList();
    }

    private Optional<Production.Origin> origin() {
        return regions.origin().production().flatMap(Production::origin);
    }

    private static Map<String, Object> fromUnits(List<String> networks) {
        return policy(
                "catalog-origin-units",
                Tree.of("matchLabels", Tree.of("cnpg.io/cluster", "catalog-origin")),
                "Ingress",
                "ingress",
                Tree.of("from", blocks(networks), "ports", List.of(port(5_432))));
    }

    private static Map<String, Object> out(String name, Object pods, List<String> networks, int... ports) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int port : ports) {
            all.add(port(port));
        }
        return policy(name, pods, "Egress", "egress", Tree.of("to", blocks(networks), "ports", all));
    }

    private static Map<String, Object> policy(String name, Object pods, String type, String key, Object rule) {
        return Tree.object(
                "networking.k8s.io/v1",
                "NetworkPolicy",
                name,
                "spec",
                Tree.of("podSelector", pods, "policyTypes", List.of(type), key, List.of(rule)));
    }

    private static List<Map<String, Object>> blocks(List<String> networks) {
        return networks.stream()
                .map(network -> Tree.of("ipBlock", Tree.of("cidr", network)))
                .toList();
    }

    private static Map<String, Object> port(int number) {
        return Tree.of("protocol", "TCP", "port", number);
    }
}
