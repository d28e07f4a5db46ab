package doorbuster.loadtest.faults;

import doorbuster.infra.fleet.Databases;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.faults.Blow.Cure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// What can happen to Postgres.
final class PostgresBlows {
    private static final int LOOKS = 400;
    private static final String IN_COMMIT = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE usename = 'doorbuster_app' AND state = 'active' AND query ILIKE 'commit%'""";
    private static final String AT_WORK = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE usename = 'doorbuster_app' AND backend_type = 'client backend'""";

    private PostgresBlows() {}

    static Cure kill(Scene scene) {
        PostgresServer server = scene.unit().postgres();
        server.kill();
        return server::restart;
    }

    /// An orderly restart, as for an update.
    static Cure restart(Scene scene) {
        scene.unit().postgres().restart();
        return Cure.NONE;
    }

    static Cure freeze(Scene scene) {
        PostgresServer server = scene.unit().postgres();
        server.pause();
        return server::resume;
    }

    /// Not one byte is left for its data.
    static Cure fillDisk(Scene scene) throws IOException {
        SmallDisk disk = scene.disk().orElseThrow(() -> new StartFailed("its disk cannot be filled"));
        PostgresServer server = scene.unit().postgres();
        disk.fill();
        return () -> {
            disk.free();
            if (!server.isAlive()) {
                server.restart();
            }
        };
    }

    /// Whoever is seen committing loses its connection there and then; at the end everybody does.
    static Cure endInCommit(Scene scene) throws SQLException {
        try (Connection connection = scene.unit().postgres().connect(Databases.NAME);
                PreparedStatement committing = connection.prepareStatement(IN_COMMIT);
                PreparedStatement all = connection.prepareStatement(AT_WORK)) {
            for (int look = 0; look < LOOKS; look++) {
                committing.executeQuery().close();
            }
            all.executeQuery().close();
        }
        return Cure.NONE;
    }
}
