package doorbuster.infra.fleet;

import doorbuster.infra.edge.EdgeConfig;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.infra.identity.PrivateFiles;
import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.StartFailed;
import doorbuster.infra.tree.Tree;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The configuration files of a unit's programs, written (0600: they hold passwords) at every start.
final class UnitFiles {
    private final Workspace workspace;
    private final Regions regions;
    private final boolean edge;

    /// @param edge whether HAProxy stands in front, so that the app leaves the public socket to it
    UnitFiles(Workspace workspace, Regions regions, boolean edge) {
        this.workspace = workspace;
        this.regions = regions;
        this.edge = edge;
    }

    /// Where the app's node (from 0) serves buyers: behind the edge, or as the front itself.
    Endpoint front(Region region, int node) {
        return edge || node > 0
                ? new Endpoint(region.innerAddress(), region.app().firstPort() + node)
                : region.publicEndpoint();
    }

    /// The app's configuration; returns the file.
    Path app(Region region, int node, List<String> redisSeeds) {
        Secrets secrets = workspace.secrets(region.name());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("unit", unit(region, node));
        tree.put("public", socket(front(region, node)));
        tree.put("admin", socket(region.adminEndpoint().plus(node)));
        tree.put("redis", Tree.of("seeds", redisSeeds, "password", secrets.password("redis")));
        tree.put("postgres", database(unitDatabase(region), "doorbuster_app", secrets));
        Map<String, Object> identity = identity();
        identity.put(
                "local-key",
                LocalIdentity.keyFile(workspace.identityFolder())
                        .toAbsolutePath()
                        .toString());
        tree.put("identity", identity);
        tree.put(
                "secrets",
                Tree.of(
                        "order-key", secrets.key("order-key"),
                        "challenge-key", secrets.key("challenge-key"),
                        "payment-key", secrets.key("payment-key")));
        if (edge) {
            // the edge calls from this address and says whose request it is; nobody else is believed
            tree.put("rate", Tree.of("trusted-proxies", List.of(region.innerAddress())));
        }
        region.settings().forEach((key, value) -> Tree.put(tree, key, value));
        return write(workspace.unit(region.name()).resolve("app-" + (node + 1) + ".yaml"), tree);
    }

    /// The configuration of the unit's catalog-sync.
    Path catalogSync(Region region) {
        Region.Origin origin = regions.origin().origin().orElseThrow();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("role", "unit");
        tree.put("region", region.name());
        tree.put("admin", socket(catalogSyncSocket(region)));
        tree.put("postgres", database(unitDatabase(region), "doorbuster_catalog", workspace.secrets(region.name())));
        tree.put("origin", database(originDatabase(origin), "doorbuster_replicator", workspace.secrets("origin")));
        tree.put("identity", identity());
        return write(workspace.unit(region.name()).resolve("catalog-sync.yaml"), tree);
    }

    /// The configuration of the origin's catalog-sync.
    Path origin(Region.Origin origin) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("role", "origin");
        tree.put("region", regions.origin().name());
        tree.put("admin", Tree.of("address", origin.address(), "port", origin.adminPort()));
        tree.put("postgres", database(originDatabase(origin), "doorbuster_catalog", workspace.secrets("origin")));
        tree.put("identity", identity());
        return write(workspace.origin().resolve("catalog-sync.yaml"), tree);
    }

    /// HAProxy's configuration, with its error answers beside it.
    Path edge(Region region) {
        Path folder = workspace.unit(region.name());
        EdgeConfig.files(region, EdgeConfig.PerAddress.usual(true))
                .forEach((name, text) -> write(folder.resolve(name), text));
        return folder.resolve(EdgeConfig.FILE);
    }

    /// Tells the unit which other regions there are; its nodes notice within a second.
    void neighbours(Region region, List<Region> joined) {
        StringBuilder text = new StringBuilder("# NAME URL of the other regions, written by the launcher\n");
        joined.stream()
                .filter(other -> !other.name().equals(region.name()))
                .forEach(other -> text.append(other.name())
                        .append(' ')
                        .append(other.publicUrl())
                        .append('\n'));
        write(others(region), text.toString());
    }

    private Path others(Region region) {
        return workspace.unit(region.name()).resolve("other-regions");
    }

    static Endpoint catalogSyncSocket(Region region) {
        return new Endpoint(region.innerAddress(), region.catalogSync().port());
    }

    private Map<String, Object> unit(Region region, int node) {
        Map<String, Object> unit = Tree.of(
                "region",
                region.name(),
                "display-name",
                region.displayName(),
                "node",
                region.name() + "-" + (node + 1),
                "profile",
                "local");
        // a file of its own, which is read again when it changes: a region may come or go while this one runs
        unit.put("other-regions-file", others(region).toAbsolutePath().toString());
        return unit;
    }

    private Map<String, Object> identity() {
        return Tree.of(
                "issuer", LocalIdentity.ISSUER,
                "audience", LocalIdentity.AUDIENCE,
                "jwks",
                        LocalIdentity.jwksFile(workspace.identityFolder())
                                .toUri()
                                .toString());
    }

    private static Map<String, Object> database(Endpoint server, String user, Secrets secrets) {
        String url = "jdbc:postgresql://" + server + "/" + Databases.NAME;
        return Tree.of("url", url, "user", user, "password", secrets.password(user));
    }

    private static Endpoint unitDatabase(Region region) {
        return new Endpoint(region.innerAddress(), region.postgres().port());
    }

    private static Endpoint originDatabase(Region.Origin origin) {
        return new Endpoint(origin.address(), origin.postgresPort());
    }

    private static Map<String, Object> socket(Endpoint endpoint) {
        return Tree.of("address", endpoint.address(), "port", endpoint.port());
    }

    private static Path write(Path file, Map<String, Object> tree) {
        return write(file, Tree.text("written by the launcher at every start", List.of(tree)));
    }

    private static Path write(Path file, String text) {
        try {
            PrivateFiles.write(file, text);
            return file;
        } catch (IOException e) {
            throw new StartFailed(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
