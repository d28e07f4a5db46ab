package doorbuster.regions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/// Reads one region file: its form and its bounds. What must hold *between* regions is checked by
/// [Regions].
final class RegionFile {
    /// At most 40 characters, so that the names of its replication slots stay below PostgreSQL's 63.
    static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");
    static final Pattern DNS_LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LINE = Pattern.compile("\\S.{0,79}");
    static final Pattern GEOGRAPHY = Pattern.compile("(AF|AN|AS|EU|NA|OC|SA)(/[A-Z]{2})?");
    static final String GEOGRAPHIES = "continents like EU or continent/country like EU/PT";
    private static final Pattern DOTTED = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern PEM = Pattern.compile("[A-Za-z0-9._/ -]+\\.pem");
    private static final int HIGHEST_PORT = 65_535;
    /// Redis' bus is 10,000 above the client port and must fit too, for six nodes.
    private static final int HIGHEST_REDIS_PORT = HIGHEST_PORT - 10_000 - 5;

    private RegionFile() {}

    /// A region together with the section it came from, which knows the lines.
    record Placed(Region region, Section source) {}

    static Placed read(Path file) {
        Section root = open(file);
        Section front = root.section("public");
        Optional<Region.Certificate> certificate = certificate(front, file);
        Region region = new Region(
                root.text("name", NAME, "a DNS label (a-z, 0-9, inner hyphens, at most 40)"),
                root.text("display-name", LINE, "one line of at most 80 characters"),
                root.texts("geographies", GEOGRAPHY, GEOGRAPHIES),
                root.number("weight", 1, 1_000),
                root.optionalSection("origin").map(RegionFile::origin),
                endpoint(front),
                endpoint(root.section("admin")),
                app(root.section("app")),
                redis(root.section("redis")),
                postgres(root.section("postgres")),
                catalogSync(root.section("catalog-sync")),
                root.section("settings").everything(DOTTED, "a dotted key of the app's configuration"),
                root.optionalSection("production").map(ProductionSection::read),
                certificate);
        root.end();
        if (!file.getFileName().toString().equals(region.name() + ".yaml")) {
            throw root.refused("name", "expected the name of the file, found \"" + region.name() + "\"");
        }
        return new Placed(region, root);
    }

    /// The file as the outermost section, nothing of it read yet.
    static Section open(Path file) {
        return new Section(file, "", parse(file));
    }

    private static Node parse(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            return Optional.ofNullable(new Yaml(new LoaderOptions()).compose(reader))
                    .orElseThrow(() -> new RegionRefused(file, 1, "file", "expected a region, found nothing"));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new RegionRefused(file, line, "file", "expected YAML, but " + e.getProblem());
        } catch (YAMLException | IOException e) {
            throw new RegionRefused(file, 1, "file", "cannot be read: " + e.getMessage());
        }
    }

    private static Region.Origin origin(Section section) {
        Region.Origin origin = new Region.Origin(
                address(section),
                port(section, "postgres-port", HIGHEST_PORT),
                port(section, "admin-port", HIGHEST_PORT));
        section.end();
        return origin;
    }

    private static Endpoint endpoint(Section section) {
        Endpoint endpoint = new Endpoint(address(section), port(section, "port", HIGHEST_PORT));
        section.end();
        return endpoint;
    }

    /// What is in the file is looked at when an edge is to use it, so that an expired one keeps no command from
    /// running.
    private static Optional<Region.Certificate> certificate(Section section, Path file) {
        Optional<String> name =
                section.optionalText("certificate", PEM, "the path of a .pem file, relative to this file");
        Optional<Integer> redirect = section.optionalNumber("redirect-port", 1_024, HIGHEST_PORT);
        if (name.isEmpty() && redirect.isPresent()) {
            throw section.refused("redirect-port", "expected only beside a certificate");
        }
        return name.map(pem ->
                new Region.Certificate(file.toAbsolutePath().resolveSibling(pem).normalize(), redirect));
    }

    private static Region.App app(Section section) {
        Region.App app = new Region.App(
                section.number("nodes", 1, 20),
                port(section, "first-port", HIGHEST_PORT - 20),
                section.number("heap-mb", 48, 65_536));
        section.end();
        return app;
    }

    private static Region.Redis redis(Section section) {
        Region.Redis redis = new Region.Redis(
                port(section, "first-port", HIGHEST_REDIS_PORT),
                section.number("memory-mb", 16, 262_144),
                section.number("node-timeout-ms", 2_000, 5_000),
                section.number("min-replicas-to-write", 0, 1));
        section.end();
        return redis;
    }

    private static Region.Postgres postgres(Section section) {
        Region.Postgres postgres = new Region.Postgres(
                port(section, "port", HIGHEST_PORT),
                section.number("shared-buffers-mb", 16, 262_144),
                section.number("max-connections", 20, 1_000));
        section.end();
        return postgres;
    }

    private static Region.CatalogSync catalogSync(Section section) {
        Region.CatalogSync catalogSync =
                new Region.CatalogSync(port(section, "port", HIGHEST_PORT), section.number("heap-mb", 32, 4_096));
        section.end();
        return catalogSync;
    }

    private static String address(Section section) {
        return section.text("address", IPV4, "an IPv4 address");
    }

    private static int port(Section section, String key, int highest) {
        return section.number(key, 1_024, highest);
    }
}
