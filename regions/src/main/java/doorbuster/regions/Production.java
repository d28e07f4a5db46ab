package doorbuster.regions;

import java.util.List;
import java.util.Optional;

/// What a unit is where it serves real buyers: on a Kubernetes cluster of its own. All numbers are within the
/// bounds that [ProductionSection] checks; what must hold between regions is checked by [Regions].
///
/// @param host         the DNS name of the edge
/// @param cloudRegion  where the cluster runs; nothing of the unit is placed on a node elsewhere
/// @param origin       the catalog's origin, in the region that has it and in no other
/// @param storageClass of all volumes
/// @param timeZone     of the times in `preScale`, as in the IANA database
/// @param preScale     when more app nodes are kept ready
public record Production(
        String host,
        String cloudRegion,
        Release release,
        App app,
        Edge edge,
        Redis redis,
        Optional<ManagedRedis> managedRedis,
        Postgres postgres,
        CatalogSync catalogSync,
        Optional<Origin> origin,
        String storageClass,
        Backups backups,
        Networks networks,
        String timeZone,
        List<PreScale> preScale) {

    public Production {
        preScale = List.copyOf(preScale);
    }

    /// Which build runs here; regions are upgraded one after the other by their versions.
    ///
    /// @param images what stands before `/app` and `/catalog-sync` in the images' names
    public record Release(String images, String version) {}

    /// Of each app node: the least kept, the most the autoscaler may start, and what one gets.
    public record App(int nodes, int mostNodes, int cpuMillis, int memoryMb, int heapMb) {}

    /// Of each HAProxy.
    public record Edge(int nodes, int cpuMillis, int memoryMb) {}

    /// Of each of the six nodes; the data may take `memoryMb`, the process twice that while it rewrites its log.
    public record Redis(int cpuMillis, int memoryMb, int storageGb) {}

    /// A cloud's own Redis Cluster, instead of six nodes of ours.
    ///
    /// @param seeds    `host:port`, at least one
    /// @param networks where they are
    public record ManagedRedis(List<String> seeds, List<String> networks) {
        public ManagedRedis {
            seeds = List.copyOf(seeds);
            networks = List.copyOf(networks);
        }
    }

    /// Of each of the three instances.
    public record Postgres(int cpuMillis, int memoryMb, int storageGb, int walGb, int maxConnections) {}

    public record CatalogSync(int memoryMb, int heapMb) {}

    /// The catalog's origin as the other units reach it.
    ///
    /// @param networks the addresses `host` may have, the only ones outside of their cluster that units call
    public record Origin(String host, List<String> networks, Postgres postgres) {
        public Origin {
            networks = List.copyOf(networks);
        }
    }

    /// Where base backups and the log go.
    public record Backups(String path, int keepDays) {}

    /// IPv4 networks as `10.11.0.0/16`.
    ///
    /// @param pods        of the cluster; the edge is believed when it says whose request it forwards
    /// @param outgoing    the addresses this unit's calls come from, as the catalog's origin sees them
    /// @param apiServer   of the cluster; only PostgreSQL's instances call it, for their failover
    /// @param objectStore of the backups
    public record Networks(String pods, List<String> outgoing, List<String> apiServer, List<String> objectStore) {
        public Networks {
            outgoing = List.copyOf(outgoing);
            apiServer = List.copyOf(apiServer);
            objectStore = List.copyOf(objectStore);
        }
    }

    /// From one time to the other (cron expressions of five fields) at least so many app nodes run.
    public record PreScale(String name, String from, String to, int nodes) {}
}
