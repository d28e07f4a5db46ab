package doorbuster.regions;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the section `production` of a region's file: its form, its bounds, and how its numbers must relate.
final class ProductionSection {
    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HOST =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");
    private static final Pattern SEED = Pattern.compile("[a-z0-9][a-z0-9.-]*:6379");
    private static final Pattern IMAGES = Pattern.compile("[a-z0-9][a-z0-9.-]*(:\\d+)?(/[a-z0-9][a-z0-9._-]*)*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern PATH = Pattern.compile("(s3|gs|https)://[A-Za-z0-9][A-Za-z0-9._/-]*");
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern NETWORK = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET + "/(3[0-2]|[12]\\d|[89])");
    private static final Pattern ZONE = Pattern.compile("[A-Za-z_]+(/[A-Za-z0-9_+-]+)*");
    private static final String FIELD = "(\\*|\\d{1,2}(-\\d{1,2})?(,\\d{1,2}(-\\d{1,2})?)*)(/\\d{1,2})?";
    private static final Pattern CRON = Pattern.compile(FIELD + "( " + FIELD + "){4}");
    /// The app's own default for `postgres.connections`, and what everybody else of the unit needs.
    private static final int CONNECTIONS_PER_NODE = 12;

    private static final int OTHER_CONNECTIONS = 20;

    private ProductionSection() {}

    static Production read(Section section) {
        Section preScale = section.section("pre-scale");
        Production.App app = app(section.section("app"));
        Production production = new Production(
                section.text("host", HOST, "a DNS name"),
                section.text("cloud-region", NAME, "the name of the cloud's region"),
                release(section.section("release")),
                app,
                edge(section.section("edge")),
                redis(section.section("redis")),
                section.optionalSection("managed-redis").map(ProductionSection::managedRedis),
                postgres(section.section("postgres"), app.mostNodes() * CONNECTIONS_PER_NODE + OTHER_CONNECTIONS),
                catalogSync(section.section("catalog-sync")),
                section.optionalSection("origin").map(ProductionSection::origin),
                section.text("storage-class", NAME, "the name of a storage class"),
                backups(section.section("backups")),
                networks(section.section("networks")),
                zone(section),
                preScale(preScale, app));
        section.end();
        return production;
    }

    private static Production.Release release(Section section) {
        var release = new Production.Release(
                section.text("images", IMAGES, "what stands before /app in the image's name"),
                section.text("version", VERSION, "an image's tag"));
        section.end();
        return release;
    }

    private static Production.App app(Section section) {
        int memory = section.number("memory-mb", 256, 262_144);
        int nodes = section.number("nodes", 2, 200);
        var app = new Production.App(
                nodes,
                section.number("most-nodes", nodes, 200),
                section.number("cpu-millis", 100, 64_000),
                memory,
                // what is not heap: code, threads, Netty's buffers
                section.number("heap-mb", 64, memory - 160));
        section.end();
        return app;
    }

    private static Production.Edge edge(Section section) {
        var edge = new Production.Edge(
                section.number("nodes", 2, 50),
                section.number("cpu-millis", 100, 64_000),
                section.number("memory-mb", 64, 65_536));
        section.end();
        return edge;
    }

    private static Production.Redis redis(Section section) {
        int memory = section.number("memory-mb", 64, 262_144);
        var redis = new Production.Redis(
                section.number("cpu-millis", 100, 8_000),
                memory,
                // the append-only file and its rewrite lie side by side
                section.number("storage-gb", Math.max(1, memory * 3 / 1_024), 16_384));
        section.end();
        return redis;
    }

    private static Production.ManagedRedis managedRedis(Section section) {
        var managed = new Production.ManagedRedis(
                section.texts("seeds", SEED, "nodes like redis.example:6379"), networks(section, "networks"));
        section.end();
        return managed;
    }

    private static Production.Postgres postgres(Section section, int connections) {
        var postgres = new Production.Postgres(
                section.number("cpu-millis", 250, 128_000),
                section.number("memory-mb", 512, 1_048_576),
                section.number("storage-gb", 1, 65_536),
                section.number("wal-gb", 1, 4_096),
                section.number("max-connections", connections, 5_000));
        section.end();
        return postgres;
    }

    private static Production.CatalogSync catalogSync(Section section) {
        int memory = section.number("memory-mb", 192, 65_536);
        var catalogSync = new Production.CatalogSync(memory, section.number("heap-mb", 32, memory - 128));
        section.end();
        return catalogSync;
    }

    private static Production.Origin origin(Section section) {
        String host = section.text("host", HOST, "a DNS name");
        List<String> networks = networks(section, "networks");
        return new Production.Origin(host, networks, postgres(section, 60));
    }

    private static Production.Backups backups(Section section) {
        var backups = new Production.Backups(
                section.text("path", PATH, "a bucket and folder like s3://bucket/folder"),
                section.number("keep-days", 1, 3_650));
        section.end();
        return backups;
    }

    private static Production.Networks networks(Section section) {
        var networks = new Production.Networks(
                section.text("pods", NETWORK, "an IPv4 network like 10.11.0.0/16"),
                networks(section, "outgoing"),
                networks(section, "api-server"),
                networks(section, "object-store"));
        section.end();
        return networks;
    }

    private static List<String> networks(Section section, String key) {
        return section.texts(key, NETWORK, "IPv4 networks like 192.0.2.0/24");
    }

    private static String zone(Section section) {
        String zone = section.text("time-zone", ZONE, "a time zone like Europe/Lisbon");
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw section.refused("time-zone", "expected a time zone like Europe/Lisbon, found \"" + zone + "\"");
        }
        return zone;
    }

    private static List<Production.PreScale> preScale(Section section, Production.App app) {
        List<Production.PreScale> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String name : section.keys()) {
            if (!NAME.matcher(name).matches() || !names.add(name)) {
                throw section.refused(name, "expected a DNS label as the name of a time");
            }
            Section time = section.section(name);
            found.add(new Production.PreScale(
                    name,
                    time.text("from", CRON, "five fields of cron"),
                    time.text("to", CRON, "five fields of cron"),
                    time.number("nodes", app.nodes(), app.mostNodes())));
            time.end();
        }
        return found;
    }
}
