package doorbuster.infra.fleet;

import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.CatalogRoles;
import doorbuster.infra.local.Child;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.PostgresSettings;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.util.List;

/// Starts the catalog's origin: a PostgreSQL of its own, because each subscriber makes a publisher decode
/// its whole log, and the process that writes the catalog.
final class OriginStart {
    private static final int HEAP_MB = 64;

    private final Workspace workspace;
    private final Region.Origin origin;
    private final UnitFiles files;
    private final JavaPrograms java;
    private final Fleet fleet;
    private final Progress progress;
    private final Health health = new Health();

    OriginStart(
            Workspace workspace, Regions regions, UnitFiles files, JavaPrograms java, Fleet fleet, Progress progress) {
        this.workspace = workspace;
        this.origin = regions.origin().origin().orElseThrow();
        this.files = files;
        this.java = java;
        this.fleet = fleet;
        this.progress = progress;
    }

    void run() {
        postgres();
        catalogSync();
    }

    private void postgres() {
        long since = System.nanoTime();
        Secrets secrets = workspace.secrets(Fleet.ORIGIN);
        PostgresServer server =
                PostgresServer.start(PostgresSettings.in(workspace.origin().resolve("postgres"))
                        .named("PostgreSQL of the origin")
                        .on(fleet.backing())
                        .at(origin.address(), origin.postgresPort())
                        .password(secrets.password("postgres"))
                        .with(CatalogRoles.originParameters()));
        fleet.add(Part.of(Fleet.ORIGIN, server));
        Databases.prepareOrigin(server, secrets);
        progress.done(Fleet.ORIGIN, "PostgreSQL on " + server.address() + ":" + server.port(), since);
    }

    private void catalogSync() {
        long since = System.nanoTime();
        Endpoint admin = new Endpoint(origin.address(), origin.adminPort());
        Child.Command command = java.command(
                "catalog-sync of the origin",
                "catalog-sync",
                "doorbuster.catalogsync.Main",
                HEAP_MB,
                files.origin(origin),
                workspace.origin().resolve("catalog-sync.log"));
        Program program = Program.start(command, List.of(admin), () -> health.isReady(admin.url()));
        fleet.add(Part.of(Fleet.ORIGIN, Role.CATALOG_SYNC, admin, admin.url(), program));
        program.awaitReady();
        progress.done(Fleet.ORIGIN, "catalog-sync on " + admin, since);
    }
}
