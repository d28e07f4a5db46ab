package doorbuster.catalogsync;

import doorbuster.catalogsync.http.AdminSocket;
import doorbuster.catalogsync.http.OperatorLogin;
import doorbuster.catalogsync.http.OriginEndpoints;
import doorbuster.catalogsync.origin.Authoring;
import doorbuster.catalogsync.origin.Export;
import doorbuster.catalogsync.origin.Heartbeat;
import doorbuster.catalogsync.origin.OriginSchema;
import doorbuster.catalogsync.origin.OriginStatus;
import doorbuster.catalogsync.origin.SlotWatch;
import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Migrations;
import doorbuster.catalogsync.telemetry.Telemetry;
import io.helidon.health.HealthCheck;
import io.helidon.webserver.WebServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Role origin, wired in the order of its work.
record OriginPart(WebServer server, Loop beating, Loop watching, Heartbeat heartbeat, SlotWatch slots) implements Part {

    static OriginPart start(SyncConfig config, Telemetry telemetry) {
        Database database = config.postgres();
        migrate(database, config);
        Authoring authoring = new Authoring(database, config.limits(), config.historyVersions());
        Heartbeat heartbeat = new Heartbeat(database);
        SlotWatch slots = new SlotWatch(database);
        Metering.origin(slots, telemetry);
        WebServer server = AdminSocket.start(
                config.admin().address(),
                config.admin().port(),
                new OperatorLogin(
                        config.identity().issuer(),
                        config.identity().audience(),
                        config.identity().jwks()),
                new OriginEndpoints(
                        authoring,
                        new Export(database, config.historyVersions()),
                        new OriginStatus(database, config.region()),
                        slots,
                        config.limits(),
                        telemetry),
                checks(database, slots, config.slots().alarmBytes()),
                telemetry.scrape());
        Duration longest = config.reconcile().longestPause();
        return new OriginPart(
                server,
                Loop.every("heartbeat", config.heartbeat(), Duration.ofSeconds(2), heartbeat::beat),
                Loop.every("slot watch", config.slots().interval(), longest, slots::look),
                heartbeat,
                slots);
    }

    private static void migrate(Database database, SyncConfig config) {
        Migrations migrations = new Migrations(
                database,
                "origin",
                Map.of(
                        "publication", config.publication(),
                        "replicator", config.origin().user()));
        switch (new OriginSchema(database, migrations).move()) {
            case OriginSchema.Step.Moved(int schema) ->
                System.getLogger("doorbuster").log(System.Logger.Level.INFO, "schema catalog is at " + schema);
            case OriginSchema.Step.UnitBehind(String region, int understands, int wanted) ->
                throw new IllegalStateException("unit " + region + " understands schema " + understands
                        + ", this origin wants " + wanted + ": upgrade the units first");
        }
    }

    private static List<HealthCheck> checks(Database database, SlotWatch slots, long alarmBytes) {
        return List.of(
                Checks.live(),
                Checks.postgres(database),
                Checks.ready("wal-limit", () -> slots.walLimit() != -1, "max_slot_wal_keep_size must be set"),
                Checks.warning(
                        "slots",
                        () -> slots.seen().stream().noneMatch(slot -> slot.retainedBytes() > alarmBytes),
                        "a slot holds back more WAL than slots.alarm-bytes"));
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        beating.close();
        watching.close();
        heartbeat.close();
    }
}
