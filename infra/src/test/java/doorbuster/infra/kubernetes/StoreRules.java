package doorbuster.infra.kubernetes;

import static doorbuster.infra.kubernetes.Rule.must;

import doorbuster.regions.Production;
import doorbuster.regions.Region;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the promises need of the stores.
final class StoreRules {
    static final List<Rule> RULES = List.of(
            new Rule("PostgreSQL keeps what it confirmed on two instances", StoreRules::postgres),
            new Rule("PostgreSQL's roles can do no more than they need", StoreRules::roles),
            new Rule("every PostgreSQL has backups of the region's own", StoreRules::backups),
            new Rule("Redis keeps a log, never evicts, and lies on six machines", StoreRules::redis),
            new Rule("the origin is in the origin's region only, open to the other units only", StoreRules::origin),
            new Rule("nothing deletes a store by the way", StoreRules::kept));

    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "wal_level", "logical");

    private StoreRules() {}

    private static void postgres(Manifests manifests, Region region, List<String> broken) {
        for (Crds.Cluster one : manifests.all(Crds.Cluster.class)) {
            String name = one.metadata().getName();
            must(one.spec().instances() >= 3, broken, name + " has too few instances");
            must(one.spec().imageCatalogRef().major() == 18, broken, name + " is not PostgreSQL 18");
            must(
                    new Crds.Synchronous("any", 1, "required")
                            .equals(one.spec().postgresql().synchronous()),
                    broken,
                    name + " confirms what one instance has");
            must(
                    one.spec().postgresql().parameters().entrySet().containsAll(DURABLE.entrySet()),
                    broken,
                    name + " does not write through");
            must(one.spec().bootstrap().initdb().dataChecksums(), broken, name + " does not notice a bad disk");
        }
    }

    private static void roles(Manifests manifests, Region region, List<String> broken) {
        for (Crds.Cluster one : manifests.all(Crds.Cluster.class)) {
            String name = one.metadata().getName();
            must(!one.spec().enableSuperuserAccess(), broken, name + " lets the superuser in");
            for (Crds.Role role : one.spec().managed().roles()) {
                must(!role.superuser(), broken, role.name() + " of " + name + " is a superuser");
                must(
                        !role.replication() || name.equals("catalog-origin"),
                        broken,
                        role.name() + " of " + name + " may replicate");
                must(role.passwordSecret() != null, broken, role.name() + " of " + name + " has no password");
            }
        }
    }

    private static void backups(Manifests manifests, Region region, List<String> broken) {
        Production.Backups facts = region.production().orElseThrow().backups();
        Set<String> scheduled = new HashSet<>();
        manifests
                .all(Crds.ScheduledBackup.class)
                .forEach(one -> scheduled.add(one.spec().cluster().name()));
        for (Crds.Cluster one : manifests.all(Crds.Cluster.class)) {
            String name = one.metadata().getName();
            must(scheduled.contains(name), broken, name + " has no nightly backup");
            must(
                    one.spec().plugins().stream()
                            .anyMatch(plugin -> plugin.isWALArchiver()
                                    && plugin.parameters().equals(Map.of("barmanObjectName", "backups"))),
                    broken,
                    name + " does not archive its log");
        }
        List<Crds.ObjectStore> stores = manifests.all(Crds.ObjectStore.class);
        must(
                stores.size() == 1
                        && stores.getFirst()
                                .spec()
                                .configuration()
                                .destinationPath()
                                .equals(facts.path())
                        && (facts.keepDays() + "d")
                                .equals(stores.getFirst().spec().retentionPolicy()),
                broken,
                "backups do not go where the region says, for as long as it says");
    }

    private static void redis(Manifests manifests, Region region, List<String> broken) {
        Production facts = region.production().orElseThrow();
        List<StatefulSet> sets = manifests.all(StatefulSet.class);
        if (facts.managedRedis().isPresent()) {
            must(sets.isEmpty(), broken, "a Redis of ours stands beside the managed one");
            return;
        }
        String configuration = manifests.config("redis-scripts").getOrDefault("redis.conf", "")
                + manifests.config("redis-sizes").getOrDefault("redis-sizes.conf", "");
        for (String line : List.of(
                "cluster-enabled yes",
                "appendonly yes",
                "appendfsync everysec",
                "maxmemory-policy noeviction",
                "maxmemory " + facts.redis().memoryMb() + "mb")) {
            must(configuration.lines().anyMatch(line::equals), broken, "Redis lacks " + line);
        }
        must(sets.size() == 1, broken, "Redis is not one StatefulSet");
        sets.forEach(one -> redisNodes(one, facts.redis(), broken));
    }

    private static void redisNodes(StatefulSet one, Production.Redis facts, List<String> broken) {
        var spec = one.getSpec();
        var pod = spec.getTemplate().getSpec();
        must(spec.getReplicas() == 6, broken, "Redis has not six nodes");
        must(
                !pod.getAffinity()
                        .getPodAntiAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .isEmpty(),
                broken,
                "two nodes of Redis may lie on one machine");
        must(
                spec.getPersistentVolumeClaimRetentionPolicy() != null
                        && "Retain"
                                .equals(spec.getPersistentVolumeClaimRetentionPolicy()
                                        .getWhenDeleted()),
                broken,
                "Redis' volumes go with it");
        Quantity limit =
                pod.getContainers().getFirst().getResources().getLimits().get("memory");
        must(
                limit != null
                        && Quantity.getAmountInBytes(limit)
                                        .compareTo(BigDecimal.valueOf(2L * facts.memoryMb() * 1_024 * 1_024))
                                >= 0,
                broken,
                "Redis has no room to rewrite its log");
    }

    private static void origin(Manifests manifests, Region region, List<String> broken) {
        boolean here = manifests.pods().containsKey("catalog-origin");
        must(here == region.isOrigin(), broken, "the origin " + (here ? "is here too" : "is missing"));
        manifests.all(Crds.Cluster.class).stream()
                .filter(one -> one.spec().managed().services() != null)
                .flatMap(one -> one.spec().managed().services().additional().stream())
                .forEach(service -> {
                    var spec = service.serviceTemplate().spec();
                    must(
                            !spec.getLoadBalancerSourceRanges().isEmpty()
                                    && spec.getLoadBalancerSourceRanges().stream()
                                            .noneMatch(range -> range.endsWith("/0")),
                            broken,
                            "the origin is open to everybody");
                });
    }

    private static void kept(Manifests manifests, Region region, List<String> broken) {
        Set<String> stores = Set.of("Namespace", "StatefulSet", "Cluster", "ObjectStore");
        for (Map<String, Object> tree : manifests.trees()) {
            if (stores.contains(Manifests.kind(tree))) {
                Map<String, Object> metadata = Manifests.asMap(tree.get("metadata"));
                Object annotations = metadata.get("annotations");
                must(
                        annotations instanceof Map<?, ?> map
                                && "Prune=false,Delete=false".equals(map.get("argocd.argoproj.io/sync-options")),
                        broken,
                        Manifests.kind(tree) + "/" + metadata.get("name") + " may be pruned");
            }
        }
    }
}
