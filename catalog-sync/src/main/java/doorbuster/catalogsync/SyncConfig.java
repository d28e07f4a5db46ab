package doorbuster.catalogsync;

import doorbuster.catalogsync.authoring.FileLimits;
import doorbuster.catalogsync.store.Database;
import java.time.Duration;

/// The whole configuration as one tree; `application.yaml` gives every key with its reason.
///
/// @param log how it logs: `auto`, `json` or `text`
public record SyncConfig(
        Role role,
        String region,
        Admin admin,
        Database postgres,
        Database origin,
        String publication,
        String readerRole,
        Duration heartbeat,
        Reconcile reconcile,
        Duration audit,
        Slots slots,
        FileLimits limits,
        int historyVersions,
        Identity identity,
        String log) {

    /// What this process does.
    public enum Role {
        ORIGIN,
        UNIT
    }

    public record Admin(String address, int port) {}

    public record Reconcile(Duration interval, Duration longestPause) {}

    public record Slots(long alarmBytes, Duration interval) {}

    /// Who signs the operators' tokens.
    ///
    /// @param jwks where the public keys are; empty: nobody is let in
    public record Identity(String issuer, String audience, String jwks) {}
}
