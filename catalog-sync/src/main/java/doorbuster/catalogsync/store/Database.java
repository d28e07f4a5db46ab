package doorbuster.catalogsync.store;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.replication.ReplicationSlotInfo;

/// Where a PostgreSQL is and who we are there. A handful of long sessions and one per request are all this
/// process needs, so there is no pool.
///
/// @param url `jdbc:postgresql://host:port/database`
/// @param rootCertificate whose signature its certificate must bear, as a PEM file here and, for a
///     subscription, at the same path on the subscriber; empty: whatever the server offers
/// @param connectTimeoutMs how long a connection may take to be made
/// @param socketTimeoutMs how long a reply may take; without it the driver can wait for ever on a dead peer
public record Database(
        String url,
        String user,
        String password,
        String rootCertificate,
        long connectTimeoutMs,
        long socketTimeoutMs,
        String application) {
    private static final String STRICT = "verify-full";

    /// A new session; `catalog` is its schema.
    public Session open() {
        return new Session(connect(Map.of("currentSchema", "catalog")));
    }

    /// Makes a logical slot and keeps the snapshot it exports alive until closed.
    public ExportedSlot exportSlot(String name) {
        Connection connection =
                connect(Map.of("replication", "database", "preferQueryMode", "simple", "assumeMinServerVersion", "18"));
        try {
            ReplicationSlotInfo slot = connection
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .createReplicationSlot()
                    .logical()
                    .withSlotName(name)
                    .withOutputPlugin("pgoutput")
                    .make();
            return new ExportedSlot(name, slot.getSnapshotName(), new Session(connection));
        } catch (SQLException e) {
            new Session(connection).close();
            throw new StoreBroken("making slot " + name, e);
        }
    }

    /// What libpq needs to come here, for a subscription.
    public String libpq(String applicationName) {
        URI uri = URI.create(url.substring("jdbc:".length()));
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return "host=" + quote(uri.getHost()) + " port=" + port + " dbname="
                + quote(uri.getPath().substring(1)) + " user=" + quote(user) + " password=" + quote(password)
                + (rootCertificate.isEmpty() ? "" : " sslmode=" + STRICT + " sslrootcert=" + quote(rootCertificate))
                + " connect_timeout=" + Math.max(2, connectTimeoutMs / 1000)
                + " keepalives_idle=10 keepalives_interval=5 keepalives_count=3"
                + " application_name=" + quote(applicationName);
    }

    private static String quote(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private Connection connect(Map<String, String> more) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", seconds(connectTimeoutMs));
        properties.setProperty("loginTimeout", seconds(connectTimeoutMs));
        properties.setProperty("socketTimeout", seconds(socketTimeoutMs));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", application);
        properties.setProperty("stringtype", "unspecified");
        if (!rootCertificate.isEmpty()) {
            properties.setProperty("sslmode", STRICT);
            properties.setProperty("sslrootcert", rootCertificate);
        }
        more.forEach(properties::setProperty);
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw new StoreBroken("connecting to " + url, e);
        }
    }

    private static String seconds(long millis) {
        return Long.toString(Math.max(1, (millis + 999) / 1000));
    }

    /// The password stays out of logs.
    @Override
    public String toString() {
        return "Database[" + user + "@" + url + "]";
    }
}
