package doorbuster;

import doorbuster.admission.ChallengeSettings;
import doorbuster.admission.LoginSettings;
import doorbuster.admission.RateSettings;
import doorbuster.book.BookSettings;
import doorbuster.door.DoorSettings;
import doorbuster.reserve.ReserveSettings;
import doorbuster.settle.SettleSettings;
import doorbuster.store.Bounds;
import doorbuster.store.PostgresSettings;
import doorbuster.store.RedisSettings;
import doorbuster.telemetry.TelemetrySettings;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Everything a node of a unit is told, checked before anything starts; `application.yaml` says what each key means.
public record UnitConfig(
        Node node,
        Socket publicSocket,
        Socket adminSocket,
        DoorSettings door,
        RedisSettings redis,
        PostgresSettings postgres,
        Identity identity,
        LoginSettings login,
        RateSettings rate,
        ChallengeSettings challenge,
        ReserveSettings reserve,
        SettleSettings settle,
        BookSettings book,
        Beats beats,
        TelemetrySettings telemetry) {
    /// Who this node is.
    ///
    /// @param local whether it is the local profile
    /// @param log how it logs: `auto`, `json` or `text`
    /// @param clockOffset what its clock is wrong by, on purpose; zero outside the local profile
    public record Node(
            String region,
            String displayName,
            String name,
            boolean local,
            Duration shutdownGrace,
            String log,
            Duration clockOffset) {}

    /// Where it listens; port 0 is any free one.
    public record Socket(String address, int port) {}

    /// Whose tokens it believes.
    ///
    /// @param localKey path of the private key of the local identity, or empty
    public record Identity(String jwks, String localKey, String orderKey) {
        /// The key that makes order ids.
        ///
        /// @throws IllegalArgumentException when it is not base64
        public byte[] orderKeyBytes() {
            return Base64.getDecoder().decode(orderKey);
        }
    }

    /// How often the loops run, and how stock is laid out.
    ///
    /// @param laneStock a sale gets one lane per so many units
    public record Beats(
            Duration order,
            Duration watch,
            Duration health,
            Duration healthAge,
            Duration catalog,
            Duration audit,
            int laneStock) {}

    /// Relations between numbers of different parts.
    ///
    /// @throws IllegalArgumentException when two contradict each other
    public UnitConfig {
        Bounds.check(
                "settle.lease-ms (must outlast a settle transaction: statement and socket time-out)",
                settle.lease().toMillis(),
                postgres.statementTimeout().plus(postgres.lockTimeout()).toMillis(),
                60_000);
        Bounds.check(
                "book.hand-in-ms (must outlast book.node-lease-ms)",
                book.handIn().toMillis(),
                book.nodeLease().toMillis(),
                60_000);
        if (!node.local() && !node.clockOffset().isZero()) {
            throw new IllegalArgumentException("unit.clock-offset-ms belongs to the local profile only");
        }
        if (!node.local() && (!identity.localKey().isEmpty() || door.localLogin())) {
            throw new IllegalArgumentException("identity.local-key belongs to the local profile only");
        }
    }

    /// Reads a file over the defaults.
    ///
    /// @throws IllegalArgumentException when a key is unknown, missing or out of its bounds
    public static UnitConfig read(Path file) {
        Config known = Config.just(ConfigSources.classpath("application.yaml"));
        Config given = Config.just(ConfigSources.file(file));
        Keys.refuseUnknown(given, known);
        return of(new Keys(Config.just(ConfigSources.create(given), ConfigSources.create(known))));
    }

    private static UnitConfig of(Keys keys) {
        boolean local = keys.text("unit.profile").equals("local");
        return new UnitConfig(
                new Node(
                        keys.text("unit.region"),
                        keys.text("unit.display-name"),
                        keys.textOrFile("unit.node"),
                        local,
                        keys.millis("unit.shutdown-grace-ms"),
                        keys.one("log.format", Set.of("auto", "json", "text")),
                        keys.millis("unit.clock-offset-ms")),
                new Socket(keys.text("public.address"), keys.number("public.port")),
                new Socket(keys.text("admin.address"), keys.number("admin.port")),
                door(keys, local),
                new RedisSettings(
                        keys.list("redis.seeds"),
                        keys.textOrFile("redis.password"),
                        keys.millis("redis.command-timeout-ms"),
                        keys.millis("redis.topology-refresh-ms"),
                        keys.number("redis.request-queue")),
                postgres(keys),
                new Identity(
                        keys.text("identity.jwks"),
                        keys.text("identity.local-key"),
                        keys.textOrFile("secrets.order-key")),
                login(keys),
                rate(keys, local),
                new ChallengeSettings(
                        keys.textOrFile("secrets.challenge-key"),
                        keys.millis("challenge.expiry-ms"),
                        keys.large("challenge.cost")),
                reserve(keys),
                new SettleSettings(
                        keys.number("settle.batch"),
                        keys.millis("settle.lease-ms"),
                        keys.millis("settle.idle-ms"),
                        keys.millis("settle.gather-ms"),
                        keys.number("settle.tries")),
                new BookSettings(
                        keys.millis("book.hand-in-ms"),
                        keys.millis("book.node-lease-ms"),
                        keys.millis("book.beat-ms"),
                        keys.millis("book.patience-ms")),
                beats(keys),
                new TelemetrySettings(
                        keys.part("telemetry.head-ratio"),
                        keys.number("telemetry.callers-per-second"),
                        keys.number("telemetry.kept-per-second"),
                        keys.millis("telemetry.slow-ms")));
    }

    private static Beats beats(Keys keys) {
        Bounds.check("order.beat-ms", keys.large("order.beat-ms"), 20, 500);
        Bounds.check("status.watch-beat-ms", keys.large("status.watch-beat-ms"), 50, 5_000);
        Bounds.check("unit.shutdown-grace-ms", keys.large("unit.shutdown-grace-ms"), 0, 60_000);
        Bounds.check("unit.clock-offset-ms", keys.large("unit.clock-offset-ms"), -86_400_000, 86_400_000);
        Bounds.check("health.beat-ms", keys.large("health.beat-ms"), 50, 10_000);
        Bounds.check("health.max-age-ms", keys.large("health.max-age-ms"), 2 * keys.large("health.beat-ms"), 60_000);
        Bounds.check("book.lane-stock", keys.large("book.lane-stock"), 1, 10_000_000);
        Bounds.check("book.audit-ms", keys.large("book.audit-ms"), 100, 600_000);
        Bounds.check("catalog.poll-ms", keys.large("catalog.poll-ms"), 50, 60_000);
        return new Beats(
                keys.millis("order.beat-ms"),
                keys.millis("status.watch-beat-ms"),
                keys.millis("health.beat-ms"),
                keys.millis("health.max-age-ms"),
                keys.millis("catalog.poll-ms"),
                keys.millis("book.audit-ms"),
                keys.number("book.lane-stock"));
    }

    private static DoorSettings door(Keys keys, boolean local) {
        List<DoorSettings.Other> others = keys.nodes("unit.other-regions").stream()
                .map(other -> new DoorSettings.Other(other.text("name"), other.text("url")))
                .toList();
        return new DoorSettings(
                keys.text("unit.region"),
                keys.text("unit.display-name"),
                new OtherRegions(keys.text("unit.other-regions-file"), others),
                keys.textOrFile("secrets.payment-key"),
                local,
                keys.flag("bench.constant"),
                keys.number("public.event-streams"),
                keys.millis("public.stream-life-ms"));
    }

    private static PostgresSettings postgres(Keys keys) {
        return new PostgresSettings(
                keys.text("postgres.url"),
                keys.text("postgres.user"),
                keys.textOrFile("postgres.password"),
                keys.number("postgres.connections"),
                keys.millis("postgres.statement-timeout-ms"),
                keys.millis("postgres.lock-timeout-ms"),
                keys.millis("postgres.socket-timeout-ms"),
                keys.millis("postgres.connect-timeout-ms"));
    }

    private static LoginSettings login(Keys keys) {
        return new LoginSettings(
                keys.text("identity.issuer"),
                keys.text("identity.audience"),
                keys.millis("identity.clock-skew-ms"),
                keys.number("identity.max-token-length"),
                keys.large("identity.cache-bytes"),
                keys.millis("identity.refresh-ms"),
                keys.millis("identity.refresh-floor-ms"));
    }

    private static RateSettings rate(Keys keys, boolean local) {
        return new RateSettings(
                keys.number("rate.per-buyer"),
                keys.number("rate.per-address"),
                keys.number("rate.accounts-per-address"),
                keys.millis("rate.window-ms"),
                keys.number("rate.remembered"),
                local,
                new HashSet<>(keys.list("rate.trusted-proxies")));
    }

    private static ReserveSettings reserve(Keys keys) {
        return new ReserveSettings(
                keys.number("reserve.attempts-per-call"),
                keys.number("reserve.calls-under-way"),
                keys.number("reserve.attempts-waiting"),
                keys.millis("reserve.gather-ms"),
                keys.number("reserve.tries"),
                keys.number("rate.per-buyer"),
                keys.number("reserve.held"),
                keys.millis("reserve.pulse-ms"),
                keys.number("reserve.known"),
                keys.one("reserve.durability", Set.of("held", "replicated")).equals("replicated"));
    }
}
