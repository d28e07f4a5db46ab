package doorbuster.loadtest.bench;

import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.trial.TrialUnit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Under what a run was measured: figures without it mean nothing.
final class Conditions {
    private Conditions() {}

    static Map<String, Object> of(Bench.Plan plan, TrialUnit unit, Map<String, Object> recipe) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("cores", Runtime.getRuntime().availableProcessors());
        all.put(
                "load-average-at-end",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        all.put("java", System.getProperty("java.runtime.version"));
        all.put("postgres", postgres(unit));
        all.put("redis", redis(unit) + ", 3 primaries + 3 replicas, appendfsync everysec");
        all.put("durability", "Postgres fsync and synchronous_commit on");
        all.put("connections", plan.connections());
        all.put("buyers", plan.buyers() + ", their tokens verified before by each node");
        all.put("rounds", plan.rounds());
        all.put("burst-seconds", plan.burst().toSeconds());
        all.put("app-heap-mb", plan.heapMb());
        all.put("generator", "one thread on the same cores, HTTP/1.1 keep-alive, one request under way per connection");
        all.put("app-settings", plan.settings().isEmpty() ? "defaults of application.yaml" : plan.settings());
        all.put("recipe-settings", recipe);
        return all;
    }

    private static String postgres(TrialUnit unit) {
        try (Connection connection = unit.connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new StartFailed("PostgreSQL does not say its version: " + e.getMessage(), e);
        }
    }

    private static String redis(TrialUnit unit) {
        try {
            return unit.redis()
                    .node(0)
                    .ask("INFO", "server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new StartFailed("Redis does not say its version: " + e.getMessage(), e);
        }
    }
}
