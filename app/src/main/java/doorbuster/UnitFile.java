package doorbuster;

import doorbuster.UnitConfig.Identity;
import doorbuster.UnitConfig.Node;
import doorbuster.UnitConfig.Socket;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A node's file, read over the defaults of `application.yaml`: which key becomes which setting.
final class UnitFile {
    private UnitFile() {}

    static UnitConfig read(Path file) {
        Config known = Config.just(ConfigSources.classpath("application.yaml"));
        Config given = Config.just(ConfigSources.file(file));
        Keys.refuseUnknown(given, known);
        return of(new Keys(Config.just(ConfigSources.create(given), ConfigSources.create(known))));
    }

    private static UnitConfig of(Keys keys) {
        boolean local = keys.text("unit.profile").equals("local");
        return new UnitConfig(
                node(keys, local),
                new Socket(keys.text("public.address"), keys.number("public.port")),
                new Socket(keys.text("admin.address"), keys.number("admin.port")),
                door(keys, local),
                redis(keys),
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
                settle(keys),
                book(keys),
                beats(keys),
                telemetry(keys));
    }

    private static Node node(Keys keys, boolean local) {
        return new Node(
                keys.text("unit.region"),
                keys.text("unit.display-name"),
                keys.textOrFile("unit.node"),
                local,
                keys.millis("unit.shutdown-grace-ms"),
                keys.one("log.format", Set.of("auto", "json", "text")),
                keys.millis("unit.clock-offset-ms"));
    }

    private static RedisSettings redis(Keys keys) {
        return new RedisSettings(
                keys.list("redis.seeds"),
                keys.textOrFile("redis.password"),
                keys.millis("redis.command-timeout-ms"),
                keys.millis("redis.topology-refresh-ms"),
                keys.number("redis.request-queue"));
    }

    private static SettleSettings settle(Keys keys) {
        return new SettleSettings(
                keys.number("settle.batch"),
                keys.millis("settle.lease-ms"),
                keys.millis("settle.idle-ms"),
                keys.millis("settle.gather-ms"),
                keys.number("settle.tries"));
    }

    private static BookSettings book(Keys keys) {
        return new BookSettings(
                keys.millis("book.hand-in-ms"),
                keys.millis("book.node-lease-ms"),
                keys.millis("book.beat-ms"),
                keys.millis("book.patience-ms"));
    }

    private static TelemetrySettings telemetry(Keys keys) {
        return new TelemetrySettings(
                keys.part("telemetry.head-ratio"),
                keys.number("telemetry.callers-per-second"),
                keys.number("telemetry.kept-per-second"),
                keys.millis("telemetry.slow-ms"));
    }

    private static UnitConfig.Beats beats(Keys keys) {
        Bounds.check("order.beat-ms", keys.large("order.beat-ms"), 20, 500);
        Bounds.check("status.watch-beat-ms", keys.large("status.watch-beat-ms"), 50, 5_000);
        Bounds.check("unit.shutdown-grace-ms", keys.large("unit.shutdown-grace-ms"), 0, 60_000);
        Bounds.check("unit.clock-offset-ms", keys.large("unit.clock-offset-ms"), -86_400_000, 86_400_000);
        Bounds.check("health.beat-ms", keys.large("health.beat-ms"), 50, 10_000);
        Bounds.check("health.max-age-ms", keys.large("health.max-age-ms"), 2 * keys.large("health.beat-ms"), 60_000);
        Bounds.check("book.lane-stock", keys.large("book.lane-stock"), 1, 10_000_000);
        Bounds.check("book.audit-ms", keys.large("book.audit-ms"), 100, 600_000);
        Bounds.check("catalog.poll-ms", keys.large("catalog.poll-ms"), 50, 60_000);
        return new UnitConfig.Beats(
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
                keys.millis("reserve.look-afterwards-ms"),
                keys.one("reserve.durability", Set.of("held", "replicated")).equals("replicated"));
    }
}
