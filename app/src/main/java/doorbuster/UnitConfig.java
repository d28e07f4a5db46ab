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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

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
                "settle.lease-ms (must outlast a settle transaction: statement and lock time-out)",
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
        return UnitFile.read(file);
    }
}
