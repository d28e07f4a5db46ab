package doorbuster.infra.kubernetes;

import doorbuster.infra.tree.Tree;
import doorbuster.regions.Production;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a region changes in the base: numbers, sizes, and the place.
final class Patches {
    private static final String APPS = "apps/v1";
    private static final String CNPG = "postgresql.cnpg.io/v1";

    private final Production facts;
    private final List<String> unitsElsewhere;

    /// @param unitsElsewhere networks that may call the catalog's origin, when it is here
    Patches(Production facts, List<String> unitsElsewhere) {
        this.facts = facts;
        this.unitsElsewhere = unitsElsewhere;
    }

    List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        Production.App app = facts.app();
        all.add(deployment("app", "app", Tree.of(), resources(app.cpuMillis(), app.memoryMb()), app.heapMb()));
        all.add(scaling(app));
        Production.CatalogSync sync = facts.catalogSync();
        all.add(deployment("catalog-sync", "catalog-sync", Tree.of(), resources(500, sync.memoryMb()), sync.heapMb()));
        Production.Edge edge = facts.edge();
        all.add(deployment(
                "edge", "edge", Tree.of("replicas", edge.nodes()), resources(edge.cpuMillis(), edge.memoryMb()), 0));
        if (facts.managedRedis().isEmpty()) {
            all.add(redis(facts.redis()));
            all.add(Tree.object(
                    "batch/v1", "Job", "redis-form", "spec", Tree.of("template", Tree.of("spec", placed()))));
        }
        all.add(postgres("postgres", facts.postgres()));
        all.add(Tree.object(
                "barmancloud.cnpg.io/v1",
                "ObjectStore",
                "backups",
                "spec",
                Tree.of(
                        "retentionPolicy",
                        facts.backups().keepDays() + "d",
                        "configuration",
                        Tree.of("destinationPath", facts.backups().path()))));
        facts.origin().ifPresent(origin -> {
            all.add(deployment(
                    "catalog-sync-origin", "catalog-sync", Tree.of(), resources(500, sync.memoryMb()), sync.heapMb()));
            all.add(origin(origin));
        });
        return all;
    }

    private Map<String, Object> scaling(Production.App app) {
        if (facts.preScale().isEmpty()) {
            return Tree.object(
                    "autoscaling/v2",
                    "HorizontalPodAutoscaler",
                    "app",
                    "spec",
                    Tree.of("minReplicas", app.nodes(), "maxReplicas", app.mostNodes()));
        }
        List<Map<String, Object>> triggers = new ArrayList<>();
        triggers.add(Tree.of("type", "cpu", "metricType", "Utilization", "metadata", Tree.of("value", "60")));
        for (Production.PreScale time : facts.preScale()) {
            triggers.add(Tree.of(
                    "type",
                    "cron",
                    "name",
                    time.name(),
                    "metadata",
                    Tree.of(
                            "timezone",
                            facts.timeZone(),
                            "start",
                            time.from(),
                            "end",
                            time.to(),
                            "desiredReplicas",
                            Integer.toString(time.nodes()))));
        }
        return Tree.object(
                "keda.sh/v1alpha1",
                "ScaledObject",
                "app",
                "spec",
                Tree.of("minReplicaCount", app.nodes(), "maxReplicaCount", app.mostNodes(), "triggers", triggers));
    }

    /// @param heapMb 0 for a program that is no JVM
    private Map<String, Object> deployment(
            String name, String container, Map<String, Object> spec, Map<String, Object> resources, int heapMb) {
        Map<String, Object> one = Tree.of("name", container, "resources", resources);
        if (heapMb > 0) {
            String options = "-Xms" + heapMb + "m -Xmx" + heapMb + "m";
            one.put("env", List.of(Tree.of("name", "JDK_JAVA_OPTIONS", "value", options)));
        }
        Map<String, Object> pod = placed();
        pod.put("containers", List.of(one));
        spec.put("template", Tree.of("spec", pod));
        return Tree.object(APPS, "Deployment", name, "spec", spec);
    }

    private Map<String, Object> redis(Production.Redis redis) {
        Map<String, Object> pod = placed();
        // a rewrite of the append-only file copies what is changed meanwhile, at worst everything
        pod.put(
                "containers",
                List.of(Tree.of(
                        "name", "redis", "resources", resources(redis.cpuMillis(), 2 * redis.memoryMb() + 64))));
        return Tree.object(
                APPS,
                "StatefulSet",
                "redis",
                "spec",
                Tree.of(
                        "template",
                        Tree.of("spec", pod),
                        "volumeClaimTemplates",
                        List.of(Tree.of(
                                "metadata",
                                Tree.of("name", "data"),
                                "spec",
                                Tree.of(
                                        "accessModes",
                                        List.of("ReadWriteOnce"),
                                        "storageClassName",
                                        facts.storageClass(),
                                        "resources",
                                        Tree.of("requests", Tree.of("storage", redis.storageGb() + "Gi")))))));
    }

    private Map<String, Object> postgres(String name, Production.Postgres sizes) {
        return Tree.object(
                CNPG,
                "Cluster",
                name,
                "spec",
                Tree.of(
                        "resources",
                        resources(sizes.cpuMillis(), sizes.memoryMb()),
                        "storage",
                        Tree.of("size", sizes.storageGb() + "Gi", "storageClass", facts.storageClass()),
                        "walStorage",
                        Tree.of("size", sizes.walGb() + "Gi", "storageClass", facts.storageClass()),
                        "affinity",
                        placed(),
                        "postgresql",
                        Tree.of(
                                "parameters",
                                Tree.of(
                                        "max_connections", Integer.toString(sizes.maxConnections()),
                                        "shared_buffers", sizes.memoryMb() / 4 + "MB",
                                        "max_wal_size", sizes.walGb() * 512 + "MB"))));
    }

    private Map<String, Object> origin(Production.Origin origin) {
        Map<String, Object> cluster = postgres("catalog-origin", origin.postgres());
        // nobody's until another region has addresses
        List<String> sources = unitsElsewhere.isEmpty() ? List.of("127.0.0.1/32") : unitsElsewhere;
        Tree.put(cluster, "spec.certificates.serverAltDNSNames", List.of(origin.host()));
        Tree.put(
                cluster,
                "spec.managed.services.additional",
                List.of(Tree.of(
                        "selectorType",
                        "rw",
                        "updateStrategy",
                        "patch",
                        "serviceTemplate",
                        Tree.of(
                                "metadata",
                                Tree.of("name", "catalog-origin-public"),
                                "spec",
                                Tree.of(
                                        "type", "LoadBalancer",
                                        "externalTrafficPolicy", "Local",
                                        "loadBalancerSourceRanges", sources)))));
        return cluster;
    }

    /// Only on nodes of the region.
    private Map<String, Object> placed() {
        return Tree.of("nodeSelector", Tree.of("topology.kubernetes.io/region", facts.cloudRegion()));
    }

    /// The same as request and limit: such pods are the last to be evicted.
    private static Map<String, Object> resources(int cpuMillis, int memoryMb) {
        return Tree.of(
                "requests", Tree.of("cpu", cpuMillis + "m", "memory", memoryMb + "Mi"),
                "limits", Tree.of("cpu", cpuMillis + "m", "memory", memoryMb + "Mi"));
    }
}
