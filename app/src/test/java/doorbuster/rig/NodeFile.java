package doorbuster.rig;

import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.RedisCluster;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;

/// The configuration of a node of the rig.
///
/// @param folder where the identity's keys are
record NodeFile(RedisCluster redis, PostgresServer postgres, Path folder) {
    String named(String name) {
        String secret = Base64.getEncoder().encodeToString(new byte[32]);
        return """
                unit: {region: test, display-name: Test, node: %s, profile: local, shutdown-grace-ms: 0, other-regions: [{name: far, url: "https://far.example"}]}
                public: {address: 127.0.0.1, port: 0}
                admin: {address: 127.0.0.1, port: 0}
                redis: {seeds: [%s], password: "%s"}
                postgres: {url: "%s", user: doorbuster_app, password: test-only}
                identity: {jwks: "%s", local-key: "%s"}
                secrets: {order-key: "%s", challenge-key: "%s", payment-key: "%s"}
                """.formatted(
                        name,
                        redis.seeds().stream().map(seed -> '"' + seed + '"').collect(Collectors.joining(", ")),
                        redis.password(),
                        postgres.jdbcUrl("doorbuster"),
                        folder.resolve("jwks.json").toUri(),
                        folder.resolve("local-key.json"),
                        secret,
                        secret,
                        secret);
    }
}
