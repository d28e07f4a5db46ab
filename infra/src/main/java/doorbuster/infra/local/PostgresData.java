package doorbuster.infra.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The data folder of one PostgreSQL: made once, configured before every start.
record PostgresData(PostgresSettings settings) {
    private static final String CONFIGURATION = "doorbuster.conf";

    /// Makes `data` ready for the server to start on; it may be there already.
    void prepare(Path data) throws IOException {
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(data);
        }
        forgetForeignPid(data.resolve("postmaster.pid"));
        Files.writeString(data.resolve(CONFIGURATION), configuration());
    }

    /// Copies the template and sets the password before anything listens; from then on only the password
    /// opens it.
    private void initialise(Path data) throws IOException {
        Files.createDirectories(settings.folder());
        Path making = settings.folder().resolve("data.making");
        Folders.delete(making);
        Folders.copy(PostgresBinaries.template(), making);
        PostgresBinaries.run(
                PostgresBinaries.command(
                        PostgresBinaries.home().resolve("bin/postgres"),
                        List.of("--single", "-D", making.toString(), "postgres")),
                "ALTER ROLE postgres PASSWORD '" + settings.password().replace("'", "''") + "'");
        Files.writeString(making.resolve("pg_hba.conf"), """
                # a password is asked of everybody; there is no Unix socket
                host all         all all scram-sha-256
                host replication all all scram-sha-256
                """);
        Files.writeString(
                making.resolve("postgresql.conf"), "include = '" + CONFIGURATION + "'\n", StandardOpenOption.APPEND);
        Files.move(making, data);
    }

    /// After a crash the pid in the lock file may by now belong to some other program, and PostgreSQL would
    /// refuse to start.
    private void forgetForeignPid(Path pidFile) throws IOException {
        Optional<ProcessHandle> owner = Files.exists(pidFile)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                : Optional.empty();
        if (owner.isEmpty()) {
            return;
        }
        if (owner.get().info().command().orElse("").endsWith("postgres")) {
            throw new StartFailed(settings.name() + ": its data are in use by process "
                    + owner.get().pid());
        }
        Files.delete(pidFile);
    }

    private String configuration() {
        StringBuilder text = new StringBuilder("# written at every start\n");
        Map<String, String> all = new TreeMap<>(settings.parameters());
        all.put("listen_addresses", settings.address());
        all.put("port", Integer.toString(settings.port()));
        all.put("unix_socket_directories", "");
        all.forEach((key, value) ->
                text.append(key).append(" = '").append(value.replace("'", "''")).append("'\n"));
        return text.toString();
    }
}
