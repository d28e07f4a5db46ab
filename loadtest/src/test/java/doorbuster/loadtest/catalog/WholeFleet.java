package doorbuster.loadtest.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.Databases;
import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.Progress;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.regions.Networks;
import doorbuster.regions.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What `./doorbuster up` makes, in a folder of its own and on loopback addresses that nobody else uses: the origin and
/// both units, all of the processes that were built. `run` is the `doorbuster` command as a process.
public final class WholeFleet implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private final Path folder;
    private final List<String> within;
    private final Process launcher;
    private final Workspace workspace;
    private final Units units;

    private WholeFleet(Path folder, List<String> within, List<String> options) throws IOException {
        this.folder = folder;
        this.within = List.copyOf(within);
        workspace = new Workspace(folder);
        List<String> up = new ArrayList<>(List.of("up"));
        up.addAll(options);
        launcher = command(up)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
        await().atMost(START).until(() -> said().contains(Progress.READY) || !launcher.isAlive());
        assertThat(said()).contains(Progress.READY);
        units = new Units(Launcher.regions(workspace), workspace.identity().operatorToken(Instant.now()));
    }

    /// Starts it, with the sample catalog and the sample sale, as on anybody's first day.
    ///
    /// @param options further words of `up`
    public static WholeFleet up(Path folder, String... options) throws IOException {
        return within(List.of(), folder, options);
    }

    /// Starts it in surroundings of its own.
    ///
    /// @param prefix the command that makes another one run there, such as `ip netns exec NAME`
    public static WholeFleet within(List<String> prefix, Path folder, String... options) throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String network = "127." + random.nextInt(100, 250) + "." + random.nextInt(1, 250) + ".";
        Path regions = Files.createDirectories(folder.resolve("regions"));
        try (Stream<Path> files = Files.list(CHECKOUT.resolve("regions"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".yaml")).toList()) {
                Files.writeString(
                        regions.resolve(file.getFileName()),
                        Files.readString(file).replace("127.0.0.", network));
            }
        }
        Path networks = Networks.file(regions);
        Files.createDirectories(networks.resolveSibling("."));
        Files.copy(Networks.file(CHECKOUT.resolve("regions")), networks);
        for (String module : List.of("app", "catalog-sync")) {
            Files.createSymbolicLink(folder.resolve(module), CHECKOUT.resolve(module));
        }
        return new WholeFleet(folder, prefix, List.of(options));
    }

    /// What one run of the command said.
    public record Said(int exit, String out, String err) {}

    /// Runs the command to its end.
    public Said run(String... words) throws IOException, InterruptedException {
        Path err = Files.createTempFile(folder, "command", ".err");
        Process process = command(List.of(words)).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, Files.readString(err));
    }

    /// The command, not yet started.
    public ProcessBuilder command(List<String> words) {
        return program("doorbuster.infra.Main", words);
    }

    /// The buyers of the load test, not yet started.
    public ProcessBuilder load(List<String> words) {
        return program("doorbuster.loadtest.Main", words);
    }

    private ProcessBuilder program(String main, List<String> words) {
        List<String> all = new ArrayList<>(within);
        all.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        all.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.environment().put("DOORBUSTER_HOME", folder.toString());
        return builder;
    }

    public List<Region> regions() {
        return units().all();
    }

    public Region region(String name) {
        return units().named(name);
    }

    /// Operators' and buyers' sockets.
    public Units units() {
        return new Units(Launcher.regions(workspace), workspace.identity().operatorToken(Instant.now()));
    }

    UnitClient origin() {
        return units.origin();
    }

    public LocalIdentity identity() {
        return workspace.identity();
    }

    String redisPassword(Region region) {
        return workspace.secrets(region.name()).password("redis");
    }

    /// A file in the fleet's own folder.
    public Path file(String name) {
        return folder.resolve(name);
    }

    /// The superuser's connection to a unit's database.
    Connection connect(Region region) throws SQLException {
        return connect(region.innerAddress(), region.postgres().port(), region.name());
    }

    /// The superuser's connection to the origin's database.
    Connection connectOrigin() throws SQLException {
        Region.Origin origin = units.all().stream()
                .flatMap(region -> region.origin().stream())
                .findFirst()
                .orElseThrow();
        return connect(origin.address(), origin.postgresPort(), "origin");
    }

    private Connection connect(String address, int port, String owner) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address + ":" + port + "/" + Databases.NAME,
                "postgres",
                workspace.secrets(owner).password("postgres"));
    }

    /// Somebody at the keyboard, as the superuser of a unit.
    void byHand(Region region, String sql) throws SQLException {
        try (Connection connection = connect(region);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The first column of the first row, empty without one.
    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /// As above, of a unit.
    String ask(Region region, String sql) throws SQLException {
        try (Connection connection = connect(region)) {
            return ask(connection, sql);
        }
    }

    /// What runs now.
    public FleetState state() {
        return FleetState.read(workspace.stateFile()).orElseThrow();
    }

    private Path log() {
        return folder.resolve("up.log");
    }

    private String said() throws IOException {
        return Files.readString(log());
    }

    @Override
    public void close() {
        launcher.destroy(); // as Ctrl-C: the launcher ends everything it started
        var _ = launcher.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
