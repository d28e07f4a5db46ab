package doorbuster.infra.kubernetes;

import doorbuster.infra.edge.EdgeConfig;
import doorbuster.infra.edge.EdgePlace;
import doorbuster.infra.tree.Tree;
import doorbuster.regions.Production;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The configuration files of a unit's programs in its cluster. They name secrets by the files these are mounted as.
final class UnitConfigs {
    /// Of the tokens; the keys come as a secret, so that the unit needs nobody outside to know its buyers.
    private static final String ISSUER = "https://identity.doorbuster.example";

    private static final String SECRETS = "file:/etc/doorbuster/secrets/";
    private static final String EVERY_ADDRESS = "0.0.0.0";
    private static final int SYNC_PORT = 9_190;

    private final Region region;
    private final Regions regions;
    private final Production facts;

    UnitConfigs(Region region, Regions regions, Production facts) {
        this.region = region;
        this.regions = regions;
        this.facts = facts;
    }

    static String namespace(Region region) {
        return "doorbuster-" + region.name();
    }

    /// The app's configuration.
    Map<String, Object> app() {
        Map<String, Object> tree = Tree.of(
                "unit",
                Tree.of(
                        "region", region.name(),
                        "display-name", region.displayName(),
                        "node", "file:/etc/doorbuster/pod/name",
                        "profile", "production",
                        "other-regions", others()),
                "public",
                Tree.of("address", EVERY_ADDRESS, "port", 8_080),
                "admin",
                Tree.of("address", EVERY_ADDRESS, "port", 9_090),
                "redis",
                Tree.of("seeds", seeds(), "password", SECRETS + "redis"),
                "postgres",
                database("postgres-rw", "doorbuster_app", "postgres"),
                "identity",
                identity(),
                "secrets",
                Tree.of(
                        "order-key", SECRETS + "order-key",
                        "challenge-key", SECRETS + "challenge-key",
                        "payment-key", SECRETS + "payment-key"),
                "rate",
                // nobody but the edge gets through to the app, and the edge is one of the cluster's pods
                Tree.of("trusted-proxies", List.of(facts.networks().pods())));
        region.settings().forEach((key, value) -> Tree.put(tree, key, value));
        return tree;
    }

    /// The configuration of the unit's catalog-sync.
    Map<String, Object> catalogSync() {
        Map<String, Object> tree = sync("unit", "postgres-rw", "postgres");
        Map<String, Object> origin = database(originHost(), "doorbuster_replicator", "origin");
        // where CloudNativePG shows it to PostgreSQL, which opens the subscription's connection
        origin.put("root-certificate", "/projected/origin-ca.crt");
        tree.put("origin", origin);
        return tree;
    }

    /// The configuration of the origin's catalog-sync.
    Map<String, Object> origin() {
        return sync("origin", "catalog-origin-rw", "postgres");
    }

    /// HAProxy's files.
    Map<String, String> edge() {
        return EdgeConfig.files(
                region,
                EdgeConfig.PerAddress.usual(false),
                EdgePlace.inCluster(
                        "app." + namespace(region) + ".svc.cluster.local",
                        facts.app().mostNodes(),
                        "/etc/doorbuster/tls/edge.pem"));
    }

    private Map<String, Object> sync(String role, String host, String password) {
        return Tree.of(
                "role", role,
                "region", region.name(),
                "admin", Tree.of("address", EVERY_ADDRESS, "port", SYNC_PORT),
                "postgres", database(host, "doorbuster_catalog", password),
                "identity", identity());
    }

    /// The origin as this unit reaches it: by its service in the same cluster, by its public name from elsewhere.
    private String originHost() {
        return region.isOrigin()
                ? "catalog-origin-rw"
                : regions.origin()
                        .production()
                        .flatMap(Production::origin)
                        .orElseThrow(() -> new NotRendered("the region with the catalog's origin, "
                                + regions.origin().name() + ", has no section production"))
                        .host();
    }

    private List<String> seeds() {
        return facts.managedRedis()
                .map(Production.ManagedRedis::seeds)
                .orElseGet(() -> IntStream.range(0, 6)
                        .mapToObj(node -> "redis-" + node + ".redis:6379")
                        .toList());
    }

    private List<Map<String, Object>> others() {
        List<Map<String, Object>> others = new ArrayList<>();
        for (Region other : regions.all()) {
            if (!other.name().equals(region.name())) {
                other.production()
                        .ifPresent(
                                there -> others.add(Tree.of("name", other.name(), "url", "https://" + there.host())));
            }
        }
        return others;
    }

    private static Map<String, Object> identity() {
        return Tree.of("issuer", ISSUER, "audience", "doorbuster", "jwks", SECRETS + "jwks.json");
    }

    private static Map<String, Object> database(String host, String user, String password) {
        return Tree.of(
                "url", "jdbc:postgresql://" + host + ":5432/doorbuster", "user", user, "password", SECRETS + password);
    }
}
