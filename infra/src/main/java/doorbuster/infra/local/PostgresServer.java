package doorbuster.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A real PostgreSQL 18 as a child process or in a container ([Backing]), with its data in a given folder.
///
/// `close()` leaves no process behind; the data stay, except for [#ephemeral()]. A server that was killed is
/// started again on the same data by [#restart()].
public final class PostgresServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final PostgresSettings settings;
    private final boolean dropOnClose;
    private Child child;

    private PostgresServer(PostgresSettings settings, boolean dropOnClose) {
        this.settings = settings;
        this.dropOnClose = dropOnClose;
        this.child = launch();
    }

    /// Starts a server and waits until it takes connections.
    ///
    /// @throws StartFailed with one line that says why not (port taken, data of another version, died at
    /// once)
    public static PostgresServer start(PostgresSettings settings) {
        int port = settings.port() == 0 ? FreePorts.one(settings.address()) : settings.port();
        return new PostgresServer(settings.at(settings.address(), port), false);
    }

    /// A server on loopback and a free port whose data are deleted by `close()`.
    public static PostgresServer ephemeral() {
        return ephemeral(Map.of());
    }

    /// As [#ephemeral()] with further server settings.
    public static PostgresServer ephemeral(Map<String, String> parameters) {
        try {
            PostgresSettings settings = PostgresSettings.in(Files.createTempDirectory("doorbuster-postgres"));
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                settings = settings.with(parameter.getKey(), parameter.getValue());
            }
            return new PostgresServer(settings.at(settings.address(), FreePorts.one(settings.address())), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return settings.address();
    }

    public int port() {
        return settings.port();
    }

    public String superuser() {
        return "postgres";
    }

    public String password() {
        return settings.password();
    }

    /// `jdbc:postgresql://address:port/database`, without user and password.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + address() + ":" + port() + "/" + database;
    }

    /// A new connection of the superuser.
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), superuser(), password());
    }

    public PostgresSettings settings() {
        return settings;
    }

    /// The postmaster; signals reach its backends too.
    public Child process() {
        return child;
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /// `kill -9` of the postmaster and all backends; the data stay as a power cut would leave them.
    public void kill() {
        child.kill();
    }

    public void pause() {
        child.pause();
    }

    public void resume() {
        child.resume();
    }

    /// A fast shutdown: open transactions are rolled back, the data are checkpointed.
    public void stop() {
        child.stop(STOP);
    }

    /// Starts it again (after stopping it if it runs) at the same place on the same data.
    public void restart() {
        stop();
        child = launch();
    }

    @Override
    public void close() {
        if (!dropOnClose) {
            stop();
            return;
        }
        child.stop("QUIT", STOP); // at once, without a checkpoint of what is deleted next
        try {
            Folders.delete(settings.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child launch() {
        FreePorts.require(settings.name(), address(), port());
        Path data = settings.folder().toAbsolutePath().resolve("data");
        try {
            new PostgresData(settings).prepare(data);
            Child started = settings.backing()
                    .postgres(new Backing.Server(
                            settings.name(),
                            List.of("-D", data.toString()),
                            Map.of("LC_ALL", "C", "TZ", "UTC"),
                            settings.folder(),
                            settings.folder().resolve("postgres.log"),
                            "INT"));
            return awaitReady(started, data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new StartFailed(settings.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private Child awaitReady(Child started, Path pidFile) throws IOException {
        try {
            watchStart(started, pidFile);
            return started;
        } catch (StartFailed e) {
            started.kill();
            throw e;
        }
    }

    private void watchStart(Child started, Path pidFile) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!ready(started, pidFile)) {
            if (!started.isAlive()) {
                throw new StartFailed(settings.name() + " ended at start: " + started.lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailed(settings.name() + " takes no connections after " + START.toSeconds() + " s; see "
                        + started.log());
            }
            Pause.of(Duration.ofMillis(20));
        }
    }

    /// The eighth line of `postmaster.pid` says when the server takes connections; `pg_ctl -w` reads it
    /// too.
    private static boolean ready(Child started, Path pidFile) throws IOException {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(started.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
