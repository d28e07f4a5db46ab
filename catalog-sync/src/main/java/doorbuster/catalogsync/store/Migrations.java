package doorbuster.catalogsync.store;

import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/// The schema `catalog`, made and moved forward by this process itself.
///
/// @param side         `origin` or `unit`: what is there beside the common tables
/// @param placeholders names the SQL files ask for
public record Migrations(Database database, String side, Map<String, String> placeholders) {

    /// The schema this build knows: the major number of its newest migration.
    public int known() {
        return Arrays.stream(flyway().info().all())
                .filter(MigrationInfo::isVersioned) // Flyway's own note that it made the schema has no number
                .mapToInt(Migrations::major)
                .max()
                .orElse(0);
    }

    /// Runs what is missing; twice at once is harmless, Flyway waits for itself.
    public void run() {
        try {
            flyway().migrate();
        } catch (FlywayException e) {
            throw new StoreBroken("migrating schema catalog", e);
        }
    }

    private static int major(MigrationInfo info) {
        String version = info.getVersion().getVersion();
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .schemas("catalog")
                .table("schema_history")
                .createSchemas(true)
                .placeholders(placeholders)
                .connectRetries(0)
                .locations("classpath:doorbuster/catalogsync/db/common", "classpath:doorbuster/catalogsync/db/" + side)
                .load();
    }
}
