package doorbuster.infra.proof;

import doorbuster.infra.fleet.Databases;
import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.Resp;
import doorbuster.regions.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// What the unit's PostgreSQL and its Redis Cluster say of themselves.
final class Stores {
    private static final int NODES = 6;
    private static final Duration CLOCKS = Duration.ofSeconds(1);

    private final Region region;
    private final Secrets secrets;

    Stores(Region region, Secrets secrets) {
        this.region = region;
        this.secrets = secrets;
    }

    /// Both stores let the app in, and nobody without a password.
    String reachable() throws Wrong, IOException, SQLException {
        try (Connection app = connect("doorbuster_app")) {
            Wrong.unless(app.isValid(2), "PostgreSQL does not answer the app's role");
        }
        for (int port : ports()) {
            Wrong.unless(ask(port, "PING").equals("PONG"), "Redis node " + port + " does not answer");
            Wrong.unless(refusesStrangers(port), "Redis node " + port + " lets strangers in without a password");
        }
        return "PostgreSQL and " + NODES + " Redis nodes answer on " + region.innerAddress();
    }

    private boolean refusesStrangers(int port) throws IOException {
        try (Resp stranger = new Resp(region.innerAddress(), port, "")) {
            stranger.ask("PING");
            return false;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).startsWith("NOAUTH");
        }
    }

    /// Every slot is served, by three primaries with a copy each, and all nodes see it so.
    String slots() throws Wrong, IOException {
        for (int port : ports()) {
            Map<String, String> info = fields(ask(port, "CLUSTER", "INFO"));
            Wrong.unless("ok".equals(info.get("cluster_state")), "node " + port + " says " + info.get("cluster_state"));
            Wrong.unless(
                    "16384".equals(info.get("cluster_slots_ok")),
                    "node " + port + " sees " + info.get("cluster_slots_ok") + " of 16384 slots served");
            Map<String, String> copies = fields(ask(port, "INFO", "replication"));
            boolean copied = "master".equals(copies.get("role"))
                    ? Integer.parseInt(copies.getOrDefault("connected_slaves", "0")) > 0
                    : "up".equals(copies.get("master_link_status"));
            Wrong.unless(copied, "node " + port + " has no copy in step");
        }
        return "16384 slots served, every primary has a replica in step";
    }

    /// What was written survives a crash.
    String durability() throws Wrong, IOException, SQLException {
        try (Connection app = connect("doorbuster_app")) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                Wrong.unless(one(app, "show " + setting).equals("on"), "PostgreSQL: " + setting + " is off");
            }
        }
        for (int port : ports()) {
            require(port, "appendonly", "yes");
            require(port, "appendfsync", "everysec");
            require(port, "maxmemory-policy", "noeviction");
        }
        return "fsync, synchronous_commit on, AOF every second, nothing is evicted";
    }

    private void require(int port, String setting, String value) throws Wrong, IOException {
        String said = ask(port, "CONFIG", "GET", setting);
        Wrong.unless(said.endsWith("\n" + value), "Redis node " + port + ": " + said.replace('\n', ' '));
    }

    /// No role of a program can do more than its work.
    String roles() throws Wrong, IOException, SQLException {
        List<String> found = new ArrayList<>();
        try (Connection superuser = connect("postgres");
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(text("too-much.sql"))) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        Wrong.unless(found.isEmpty(), String.join("; ", found));
        return "app only reads the catalog, catalog-sync no orders; one superuser";
    }

    /// The clocks of all who decide over time are close to each other.
    String clocks(Map<String, Instant> apps) throws Wrong, IOException, SQLException {
        Map<String, Duration> offs = new LinkedHashMap<>();
        apps.forEach((node, time) -> offs.put(node, Duration.between(Instant.now(), time)));
        for (int port : ports()) {
            String[] time = ask(port, "TIME").split("\n", -1);
            Instant instant = Instant.ofEpochSecond(Long.parseLong(time[0]), Long.parseLong(time[1]) * 1_000);
            offs.put("Redis node " + port, Duration.between(Instant.now(), instant));
        }
        try (Connection app = connect("doorbuster_app")) {
            long millis = Long.parseLong(one(app, "select (extract(epoch from clock_timestamp()) * 1000)::bigint"));
            offs.put("PostgreSQL", Duration.between(Instant.now(), Instant.ofEpochMilli(millis)));
        }
        long most = offs.values().stream().mapToLong(Duration::toMillis).max().orElse(0);
        long least = offs.values().stream().mapToLong(Duration::toMillis).min().orElse(0);
        Wrong.unless(
                most - least <= CLOCKS.toMillis(), "the clocks are up to " + (most - least) + " ms apart: " + offs);
        return "Redis, PostgreSQL and app at most " + (most - least) + " ms apart, time to ask included";
    }

    private List<Integer> ports() {
        return IntStream.range(0, NODES)
                .mapToObj(node -> region.redis().firstPort() + node)
                .toList();
    }

    private String ask(int port, String... words) throws IOException {
        try (Resp node = new Resp(region.innerAddress(), port, secrets.password("redis"))) {
            return node.ask(words);
        } catch (IOException e) {
            throw new IOException("Redis node " + region.innerAddress() + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + region.innerAddress() + ":"
                        + region.postgres().port() + "/" + Databases.NAME + "?connectTimeout=3&socketTimeout=10",
                role,
                secrets.password(role));
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static Map<String, String> fields(String info) {
        Map<String, String> fields = new LinkedHashMap<>();
        info.lines()
                .filter(line -> line.indexOf(':') > 0)
                .forEach(line -> fields.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()));
        return fields;
    }

    private static String text(String file) throws IOException {
        try (InputStream sql = Objects.requireNonNull(Stores.class.getResourceAsStream(file))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
