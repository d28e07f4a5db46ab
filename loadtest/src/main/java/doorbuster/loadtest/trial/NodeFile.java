package doorbuster.loadtest.trial;

import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.fleet.Databases;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.RedisCluster;
import doorbuster.infra.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The configuration file of one app node.
final class NodeFile {
    private static final String ADDRESS = "127.0.0.1";
    private final Path file;
    private final Map<String, Object> tree;

    private NodeFile(Path file, Map<String, Object> tree) {
        this.file = file;
        this.tree = tree;
    }

    /// What every node of a unit is told; written by [#put].
    static NodeFile of(
            String name,
            Path folder,
            int front,
            int admin,
            RedisCluster redis,
            PostgresServer postgres,
            Secrets secrets) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("unit", Tree.of("region", "trial", "display-name", "Trial", "node", name, "profile", "local"));
        tree.put("public", Tree.of("address", ADDRESS, "port", front));
        tree.put("admin", Tree.of("address", ADDRESS, "port", admin));
        tree.put("redis", Tree.of("seeds", redis.seeds(), "password", redis.password()));
        tree.put(
                "postgres",
                Tree.of(
                        "url",
                        postgres.jdbcUrl(Databases.NAME),
                        "user",
                        "doorbuster_app",
                        "password",
                        secrets.password("doorbuster_app")));
        tree.put("identity", identity(folder.resolve("identity")));
        tree.put(
                "secrets",
                Tree.of(
                        "order-key",
                        secrets.key("order-key"),
                        "challenge-key",
                        secrets.key("challenge-key"),
                        "payment-key",
                        secrets.key("payment-key")));
        return new NodeFile(folder.resolve(name + ".yaml"), tree);
    }

    private static Map<String, Object> identity(Path keys) {
        return Tree.of(
                "jwks",
                LocalIdentity.jwksFile(keys).toUri().toString(),
                "local-key",
                LocalIdentity.keyFile(keys).toString());
    }

    /// Sets dotted keys and writes the file; JSON is YAML.
    void put(Map<String, Object> settings) {
        settings.forEach((key, value) -> Tree.put(tree, key, value));
        try {
            JsonMapper.builder().build().writeValue(file.toFile(), tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
