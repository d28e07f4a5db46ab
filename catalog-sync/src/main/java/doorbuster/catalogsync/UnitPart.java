package doorbuster.catalogsync;

import doorbuster.catalogsync.http.AdminSocket;
import doorbuster.catalogsync.http.OperatorLogin;
import doorbuster.catalogsync.http.UnitEndpoints;
import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Migrations;
import doorbuster.catalogsync.telemetry.Telemetry;
import doorbuster.catalogsync.unit.Keeper;
import doorbuster.catalogsync.unit.UnitStatus;
import io.helidon.health.HealthCheck;
import io.helidon.webserver.WebServer;
import java.util.List;
import java.util.Map;

/// Role unit, wired in the order of its work.
record UnitPart(WebServer server, Loop keeping, Keeper keeper) implements Part {

    static UnitPart start(SyncConfig config, Telemetry telemetry) {
        Database database = config.postgres();
        new Migrations(database, "unit", Map.of("reader", config.readerRole())).run();
        Keeper keeper =
                Keeper.of(database, config.origin(), config.region(), config.publication(), config.audit(), telemetry);
        Metering.unit(keeper, config.heartbeat(), telemetry);
        WebServer server = AdminSocket.start(
                config.admin().address(),
                config.admin().port(),
                new OperatorLogin(
                        config.identity().issuer(),
                        config.identity().audience(),
                        config.identity().jwks()),
                new UnitEndpoints(database, keeper, new UnitStatus(config.region(), config.heartbeat())),
                checks(database, keeper),
                telemetry.scrape());
        Loop keeping = Loop.every(
                "catalog of " + config.region(),
                config.reconcile().interval(),
                config.reconcile().longestPause(),
                keeper::tick);
        return new UnitPart(server, keeping, keeper);
    }

    private static List<HealthCheck> checks(Database database, Keeper keeper) {
        return List.of(
                Checks.live(),
                Checks.postgres(database),
                Checks.warning(
                        "catalog", () -> !keeper.sight().refused(), "an operator is needed; see catalog status"));
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        keeping.close();
        keeper.close();
    }
}
