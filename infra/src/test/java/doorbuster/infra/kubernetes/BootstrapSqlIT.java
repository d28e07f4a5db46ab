package doorbuster.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.fleet.Databases;
import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.CatalogRoles;
import doorbuster.infra.local.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The roles and schemas that the manifests make are those that the launcher makes.
class BootstrapSqlIT {
    /// What roles may do, who is whose member, who may do what with the database and the schemas.
    private static final List<String> RIGHTS = List.of(
            """
            select rolname, rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolconnlimit
            from pg_roles where rolname like 'doorbuster%' order by rolname
            """,
            """
            select r.rolname, m.rolname from pg_auth_members a join pg_roles r on r.oid = a.roleid
            join pg_roles m on m.oid = a.member where m.rolname like 'doorbuster%' order by 1, 2
            """,
            """
            select r.rolname, p, has_database_privilege(r.rolname, 'doorbuster', p)
            from pg_roles r, unnest(array['connect', 'create', 'temporary']) p
            where r.rolname like 'doorbuster%' order by 1, 2
            """,
            """
            select r.rolname, n.nspname, p, has_schema_privilege(r.rolname, n.nspname, p)
            from pg_roles r, pg_namespace n, unnest(array['usage', 'create']) p
            where r.rolname like 'doorbuster%' and n.nspname in ('public', 'unit', 'catalog') order by 1, 2, 3
            """,
            "select nspname, nspowner::regrole from pg_namespace where nspname in ('unit', 'catalog') order by 1",
            "select datdba::regrole from pg_database where datname = 'doorbuster'");

    @Test
    void a_unit_is_the_same_either_way(@TempDir Path folder) throws SQLException, IOException {
        try (PostgresServer launcher = PostgresServer.ephemeral();
                PostgresServer operator = PostgresServer.ephemeral()) {
            Databases.prepareUnit(launcher, Secrets.in(folder.resolve("secrets.properties")));
            asTheOperatorDoes(
                    operator,
                    Path.of("kubernetes/base/postgres/bootstrap.sql"),
                    "alter role doorbuster_app login",
                    "alter role doorbuster_catalog login");
            assertThat(rights(operator)).isEqualTo(rights(launcher));
        }
    }

    @Test
    void the_origin_is_the_same_either_way() throws SQLException, IOException {
        try (PostgresServer launcher = PostgresServer.ephemeral();
                PostgresServer operator = PostgresServer.ephemeral()) {
            CatalogRoles.origin(launcher, "one", "two");
            asTheOperatorDoes(
                    operator,
                    Path.of("kubernetes/components/catalog-origin/bootstrap.sql"),
                    "alter role doorbuster_replicator login replication connection limit 40",
                    "alter role doorbuster_catalog login replication");
            assertThat(rights(operator)).isEqualTo(rights(launcher));
        }
    }

    /// An owner and his database, our statements in it, and then the roles as `managed.roles` wants them.
    private static void asTheOperatorDoes(PostgresServer server, Path sql, String... roles)
            throws SQLException, IOException {
        run(server, "postgres", "create role doorbuster_setup login");
        run(server, "postgres", "create database doorbuster owner doorbuster_setup");
        run(server, "doorbuster", Files.readString(sql));
        for (String role : roles) {
            run(server, "doorbuster", role);
        }
        assertThat(ask(server, "select rolcanlogin from pg_roles where rolname = 'doorbuster_setup'"))
                .containsExactly("f");
        run(server, "doorbuster", "drop role doorbuster_setup");
    }

    private static List<String> rights(PostgresServer server) throws SQLException {
        List<String> all = new ArrayList<>();
        for (String question : RIGHTS) {
            all.addAll(ask(server, question));
        }
        return all;
    }

    private static void run(PostgresServer server, String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> ask(PostgresServer server, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.connect("doorbuster");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }
}
