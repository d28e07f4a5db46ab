package doorbuster.catalogsync;

import doorbuster.catalogsync.SyncConfig.Admin;
import doorbuster.catalogsync.SyncConfig.Identity;
import doorbuster.catalogsync.SyncConfig.Reconcile;
import doorbuster.catalogsync.SyncConfig.Role;
import doorbuster.catalogsync.SyncConfig.Slots;
import doorbuster.catalogsync.authoring.FileLimits;
import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.telemetry.Telemetry;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.infra.local.CatalogRoles;
import doorbuster.infra.local.PostgresServer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One place under test: a real PostgreSQL, and beside it as many catalog-sync as a test starts.
public final class Place implements AutoCloseable {
    static final FileLimits LIMITS = new FileLimits(262_144, 65_536, 500_000, 50);
    static final Duration BEAT = Duration.ofMillis(100);
    private final String region;
    private final Role role;
    private final PostgresServer server;
    private final Optional<Place> origin;
    private final List<Part> parts = new ArrayList<>();
    private String jwks = "";
    private Optional<SpanExporter> spans = Optional.empty();
    private String rootCertificate = "";

    private Place(String region, Role role, Map<String, String> parameters, Optional<Place> origin)
            throws SQLException {
        this.region = region;
        this.role = role;
        this.origin = origin;
        this.server = PostgresServer.ephemeral(parameters);
        if (role == Role.ORIGIN) {
            CatalogRoles.origin(server, "catalog-secret", "replicator-secret");
        } else {
            CatalogRoles.unit(server, "catalog-secret");
        }
    }

    static Place origin(Map<String, String> more) throws SQLException {
        Map<String, String> parameters = new java.util.HashMap<>(CatalogRoles.originParameters());
        parameters.putAll(more);
        return new Place("origin", Role.ORIGIN, parameters, Optional.empty());
    }

    static Place origin() throws SQLException {
        return origin(Map.of());
    }

    static Place unit(String region, Place origin) throws SQLException {
        return new Place(region, Role.UNIT, CatalogRoles.unitParameters(), Optional.of(origin));
    }

    /// Lets in operators whose tokens are signed by one of these keys.
    Place trusting(String publicKeys) {
        jwks = publicKeys;
        return this;
    }

    /// Sends all spans there, soon.
    Place telling(SpanExporter exporter) {
        spans = Optional.of(exporter);
        return this;
    }

    /// Goes to its origin only over TLS, and only to one whose certificate this authority signed.
    Place verifying(String authority) {
        rootCertificate = authority;
        return this;
    }

    /// Starts a catalog-sync in this JVM.
    Place start() {
        Telemetry telemetry = spans.map(
                        exporter -> Telemetry.to(exporter, Map.of("otel.bsp.schedule.delay", "50"), region, "node"))
                .orElseGet(() -> Telemetry.start(region, "node"));
        parts.add(Main.start(config(), telemetry));
        return this;
    }

    /// Ends every catalog-sync of this place; the server stays.
    void stop() {
        parts.forEach(Part::close);
        parts.clear();
    }

    Part part() {
        return parts.getLast();
    }

    SyncConfig config() {
        Database remote = origin.orElse(this).database("doorbuster_replicator", "replicator-secret", rootCertificate);
        return new SyncConfig(
                role,
                region,
                new Admin("127.0.0.1", 0),
                owner(),
                remote,
                "doorbuster_catalog",
                "doorbuster_app",
                BEAT,
                new Reconcile(Duration.ofMillis(100), Duration.ofMillis(500)),
                Duration.ofMillis(500),
                new Slots(1 << 20, Duration.ofMillis(200)),
                LIMITS,
                20,
                new Identity(LocalIdentity.ISSUER, LocalIdentity.AUDIENCE, jwks),
                "auto");
    }

    Database owner() {
        return database("doorbuster_catalog", "catalog-secret");
    }

    Database database(String user, String password) {
        return database(user, password, "");
    }

    private Database database(String user, String password, String authority) {
        return new Database(server.jdbcUrl("doorbuster"), user, password, authority, 2000, 60_000, "test");
    }

    PostgresServer server() {
        return server;
    }

    String region() {
        return region;
    }

    /// What the first column of the first row says, asked by the superuser; empty without a row.
    String ask(String sql) throws SQLException {
        try (Connection connection = server.connect("doorbuster");
                Statement statement = connection.createStatement();
                ResultSet reply = statement.executeQuery(sql)) {
            return reply.next() ? String.valueOf(reply.getString(1)) : "";
        }
    }

    /// As [#ask], empty also while the server is away.
    String askIfUp(String sql) {
        try {
            return ask(sql);
        } catch (SQLException e) {
            return "";
        }
    }

    /// Somebody at the keyboard, as the superuser.
    void byHand(String sql) throws SQLException {
        try (Connection connection = server.connect("doorbuster");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A digest over every row that travels; equal in two places exactly when their catalogs are.
    String content() {
        return askIfUp("select md5(string_agg(table_name || key || digest, '' order by table_name, key))"
                + " || coalesce((select max(number) from catalog.version)::text, '') from catalog.row_digest");
    }

    @Override
    public void close() {
        stop();
        server.close();
    }
}
