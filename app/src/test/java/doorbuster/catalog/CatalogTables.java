package doorbuster.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The tables that catalog-sync really makes in a unit: its own migrations, so that the two modules cannot drift apart.
public final class CatalogTables {
    private static final Path MIGRATIONS = Path.of("../catalog-sync/src/main/resources/doorbuster/catalogsync/db");

    private CatalogTables() {}

    /// Makes them, readable for the app's role.
    public static void make(Connection superuser) throws SQLException, IOException {
        String common = Files.readString(MIGRATIONS.resolve("common/V1__catalog.sql"));
        String unit = Files.readString(MIGRATIONS.resolve("unit/V1_1__unit.sql"));
        try (Statement statement = superuser.createStatement()) {
            statement.execute("begin; create schema catalog; set local search_path = catalog; " + common
                    + unit.replace("${reader}", "doorbuster_app") + " commit");
        }
    }
}
