package doorbuster.loadtest.trial;

import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.fleet.Databases;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.RedisCluster;
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
        tree.put("unit", section("region", "trial", "display-name", "Trial", "node", name, "profile", "local"));
        tree.put("public", section("address", ADDRESS, "port", front));
        tree.put("admin", section("address", ADDRESS, "port", admin));
        tree.put("redis", section("seeds", redis.seeds(), "password", redis.password()));
        tree.put(
                "postgres",
                section(
                        "url",
                        postgres.jdbcUrl(Databases.NAME),
                        "user",
                        "doorbuster_app",
                        "password",
                        secrets.password("doorbuster_app")));
        Path keys = folder.resolve("identity");
        tree.put(
                "identity",
                section(
                        "jwks",
                        LocalIdentity.jwksFile(keys).toUri().toString(),
                        "local-key",
                        LocalIdentity.keyFile(keys).toString()));
        tree.put(
                "secrets",
                section(
                        "order-key",
                        secrets.key("order-key"),
                        "challenge-key",
                        secrets.key("challenge-key"),
                        "payment-key",
                        secrets.key("payment-key")));
        return new NodeFile(folder.resolve(name + ".yaml"), tree);
    }

    /// Sets dotted keys and writes the file; JSON is YAML.
    void put(Map<String, Object> settings) {
        settings.forEach(this::put);
        try {
            JsonMapper.builder().build().writeValue(file.toFile(), tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String key, Object value) {
        int dot = key.indexOf('.');
        @SuppressWarnings("unchecked") // every first level of the tree is a section made here
        Map<String, Object> section =
                (Map<String, Object>) tree.computeIfAbsent(key.substring(0, dot), _ -> new LinkedHashMap<>());
        section.put(key.substring(dot + 1), value);
    }

    private static Map<String, Object> section(Object... pairs) {
        Map<String, Object> section = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            section.put(pairs[i].toString(), pairs[i + 1]);
        }
        return section;
    }
}
