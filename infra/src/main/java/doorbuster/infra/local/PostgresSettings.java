package doorbuster.infra.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where and how one PostgreSQL runs.
///
/// @param name       what messages call it, e.g. `PostgreSQL of eu-west`
/// @param folder     data (`data/`) and log (`postgres.log`) live here and are kept
/// @param password   of the superuser `postgres`, set (scram-sha-256) when the data folder is made
/// @param parameters server settings (`wal_level` → `logical`); they are written at every start
public record PostgresSettings(
        String name,
        Path folder,
        String address,
        int port,
        String password,
        Map<String, String> parameters,
        Backing backing) {

    public PostgresSettings {
        parameters = Map.copyOf(parameters);
    }

    /// Loopback, a free port, password `postgres`, the parameters of [#durableParameters()], and the
    /// backing that the environment chooses.
    public static PostgresSettings in(Path folder) {
        return new PostgresSettings(
                "PostgreSQL", folder, "127.0.0.1", 0, "postgres", durableParameters(), Backing.ofEnvironment());
    }

    public PostgresSettings named(String newName) {
        return new PostgresSettings(newName, folder, address, port, password, parameters, backing);
    }

    /// Port 0 means: any free one.
    public PostgresSettings at(String newAddress, int newPort) {
        return new PostgresSettings(name, folder, newAddress, newPort, password, parameters, backing);
    }

    public PostgresSettings password(String newPassword) {
        return new PostgresSettings(name, folder, address, port, newPassword, parameters, backing);
    }

    public PostgresSettings on(Backing newBacking) {
        return new PostgresSettings(name, folder, address, port, password, parameters, newBacking);
    }

    /// All of `more` over what is set.
    public PostgresSettings with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.putAll(more);
        return new PostgresSettings(name, folder, address, port, password, all, backing);
    }

    public PostgresSettings with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new PostgresSettings(name, folder, address, port, password, more, backing);
    }

    /// What the promises need, with memory for a machine that several servers share.
    ///
    /// A confirmed order must survive a crash: `fsync` and `synchronous_commit` stay on. The checkpoint is
    /// spread out so that a sale is not held up by one.
    private static Map<String, String> durableParameters() {
        return Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "shared_buffers", "128MB",
                "max_connections", "60",
                "max_wal_size", "512MB",
                "checkpoint_completion_target", "0.9",
                "timezone", "UTC");
    }
}
