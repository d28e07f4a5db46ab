package doorbuster.infra.fleet;

import doorbuster.infra.edge.Edge;
import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.CatalogRoles;
import doorbuster.infra.local.Child;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.PostgresSettings;
import doorbuster.infra.local.RedisCluster;
import doorbuster.infra.local.RedisSettings;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Starts one region unit: both stores at once, then everything that needs them at once.
final class UnitStart {
    private final Workspace workspace;
    private final Region region;
    private final UnitFiles files;
    private final JavaPrograms java;
    private final Fleet fleet;
    private final Progress progress;
    private final Health health = new Health();

    UnitStart(Workspace workspace, Region region, UnitFiles files, JavaPrograms java, Fleet fleet, Progress progress) {
        this.workspace = workspace;
        this.region = region;
        this.files = files;
        this.java = java;
        this.fleet = fleet;
        this.progress = progress;
    }

    /// Returns when every process of the unit is ready.
    ///
    /// @param edge HAProxy, where it is installed
    void run(Optional<Path> edge) {
        List<String> seeds = IntStream.range(0, 6)
                .mapToObj(node -> region.innerAddress() + ":" + (region.redis().firstPort() + node))
                .toList();
        Together.run(List.of(this::postgres, this::redis));
        List<Runnable> programs = new ArrayList<>();
        programs.add(this::catalogSync);
        IntStream.range(0, region.app().nodes()).forEach(node -> programs.add(() -> app(node, seeds)));
        edge.ifPresent(program -> programs.add(() -> edge(program)));
        Together.run(programs);
    }

    private void postgres() {
        long since = System.nanoTime();
        Secrets secrets = workspace.secrets(region.name());
        PostgresServer server = PostgresServer.start(PostgresSettings.in(folder().resolve("postgres"))
                .named("PostgreSQL of " + region.name())
                .on(fleet.backing())
                .at(region.innerAddress(), region.postgres().port())
                .password(secrets.password("postgres"))
                .with(CatalogRoles.unitParameters())
                .with("shared_buffers", region.postgres().sharedBuffersMb() + "MB")
                .with("max_connections", Integer.toString(region.postgres().maxConnections())));
        fleet.add(Part.of(region.name(), server));
        Databases.prepareUnit(server, secrets);
        progress.done(region.name(), "PostgreSQL on " + server.address() + ":" + server.port(), since);
    }

    private void redis() {
        long since = System.nanoTime();
        Region.Redis sizes = region.redis();
        List<Integer> ports =
                IntStream.range(0, 6).mapToObj(node -> sizes.firstPort() + node).toList();
        RedisCluster cluster = RedisCluster.start(RedisSettings.in(folder().resolve("redis"))
                .named("Redis of " + region.name())
                .on(fleet.backing())
                .at(region.innerAddress(), ports)
                .password(workspace.secrets(region.name()).password("redis"))
                .maxMemory(sizes.memoryMb() + "mb")
                .nodeTimeoutMs(sizes.nodeTimeoutMs())
                .minReplicasToWrite(sizes.minReplicasToWrite()));
        cluster.nodes().forEach(node -> fleet.add(Part.of(region.name(), node)));
        progress.done(
                region.name(),
                "Redis Cluster on " + region.innerAddress() + ":" + ports.getFirst() + "–" + ports.getLast(),
                since);
    }

    private void app(int node, List<String> seeds) {
        long since = System.nanoTime();
        String name = "app " + (node + 1) + " of " + region.name();
        Endpoint front = files.front(region, node);
        Endpoint admin = region.adminEndpoint().plus(node);
        Child.Command command = java.command(
                name,
                "app",
                "doorbuster.Main",
                region.app().heapMb(),
                files.app(region, node, seeds),
                folder().resolve("app-" + (node + 1) + ".log"));
        Program program = Program.start(command, List.of(front, admin), () -> health.isReady(admin.url()));
        fleet.add(Part.of(region.name(), Role.APP, front, admin.url(), program));
        program.awaitReady();
        progress.done(region.name(), "app on " + front + ", operators on " + admin, since);
    }

    private void catalogSync() {
        long since = System.nanoTime();
        Endpoint admin = UnitFiles.catalogSyncSocket(region);
        Child.Command command = java.command(
                "catalog-sync of " + region.name(),
                "catalog-sync",
                "doorbuster.catalogsync.Main",
                region.catalogSync().heapMb(),
                files.catalogSync(region),
                folder().resolve("catalog-sync.log"));
        Program program = Program.start(command, List.of(admin), () -> health.isReady(admin.url()));
        fleet.add(Part.of(region.name(), Role.CATALOG_SYNC, admin, admin.url(), program));
        program.awaitReady();
        progress.done(region.name(), "catalog-sync on " + admin, since);
    }

    private void edge(Path haproxy) {
        long since = System.nanoTime();
        Endpoint front = region.publicEndpoint();
        Child.Command command = new Child.Command(
                "edge of " + region.name(),
                Edge.command(haproxy, files.edge(region)),
                Map.of(),
                folder().resolve("edge.log"),
                "TERM");
        Program program = Program.start(command, List.of(front), () -> Health.listens(front));
        fleet.add(Part.of(region.name(), Role.EDGE, front, region.publicUrl(), program));
        program.awaitReady();
        progress.done(region.name(), "edge (HAProxy) on " + region.publicUrl(), since);
    }

    private Path folder() {
        return workspace.unit(region.name());
    }
}
