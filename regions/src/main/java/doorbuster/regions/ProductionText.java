package doorbuster.regions;

import java.util.List;

/// The section `production` of a new region's file, with the comments that the other files have. It has no origin, no
/// managed Redis and no times, as [MadeUp] gives none.
final class ProductionText {
    private ProductionText() {}

    /// @param like whose sizes these are
    static String of(String name, Production facts, String like) {
        return head(name, like) + sizes(facts) + place(facts);
    }

    private static String head(String name, String like) {
        return """
                # what the unit is on Kubernetes; `./doorbuster region render %s` writes manifests of it. The sizes are those
                # of %s; the place (host, cloud-region, backups, networks, time-zone) is made up and to be replaced
                production:
                """.formatted(name, like);
    }

    private static String sizes(Production facts) {
        Production.App app = facts.app();
        return """
                  # the DNS name of the edge
                  host: %s
                  # where the cluster runs; nothing of the unit is placed elsewhere
                  cloud-region: %s
                  # regions are upgraded one after the other, each by its own version
                  release: {images: "%s", version: "%s"}
                  # each app node; the autoscaler keeps between nodes and most-nodes of them
                  app: {nodes: %d, most-nodes: %d, cpu-millis: %d, memory-mb: %d, heap-mb: %d}
                """.formatted(
                                facts.host(),
                                facts.cloudRegion(),
                                facts.release().images(),
                                facts.release().version(),
                                app.nodes(),
                                app.mostNodes(),
                                app.cpuMillis(),
                                app.memoryMb(),
                                app.heapMb())
                + stores(facts);
    }

    private static String stores(Production facts) {
        Production.Edge edge = facts.edge();
        Production.Redis redis = facts.redis();
        Production.Postgres postgres = facts.postgres();
        return """
                  edge: {nodes: %d, cpu-millis: %d, memory-mb: %d}
                  # each of six nodes: memory-mb is for data, the process may take twice that while it rewrites its log
                  redis: {cpu-millis: %d, memory-mb: %d, storage-gb: %d}
                  # each of three instances
                  postgres: {cpu-millis: %d, memory-mb: %d, storage-gb: %d, wal-gb: %d, max-connections: %d}
                  catalog-sync: {memory-mb: %d, heap-mb: %d}
                """.formatted(
                        edge.nodes(),
                        edge.cpuMillis(),
                        edge.memoryMb(),
                        redis.cpuMillis(),
                        redis.memoryMb(),
                        redis.storageGb(),
                        postgres.cpuMillis(),
                        postgres.memoryMb(),
                        postgres.storageGb(),
                        postgres.walGb(),
                        postgres.maxConnections(),
                        facts.catalogSync().memoryMb(),
                        facts.catalogSync().heapMb());
    }

    private static String place(Production facts) {
        Production.Networks networks = facts.networks();
        return """
                  storage-class: %s
                  # never shared between regions
                  backups: {path: "%s", keep-days: %d}
                  # pods of the cluster; where the unit's calls come from, as the catalog's origin sees them; what PostgreSQL's
                  # instances need for failover and for backups
                  networks: {pods: %s, outgoing: %s, api-server: %s, object-store: %s}
                  # from one time to the other (cron) at least so many app nodes run: an autoscaler is too slow for a sale's first second
                  time-zone: %s
                  pre-scale: {}
                """.formatted(
                        facts.storageClass(),
                        facts.backups().path(),
                        facts.backups().keepDays(),
                        networks.pods(),
                        list(networks.outgoing()),
                        list(networks.apiServer()),
                        list(networks.objectStore()),
                        facts.timeZone());
    }

    private static String list(List<String> values) {
        return "[" + String.join(", ", values) + "]";
    }
}
