package doorbuster.edge;

import doorbuster.Unit;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.edge.Edge;
import doorbuster.infra.edge.EdgeCertificate;
import doorbuster.infra.edge.EdgeConfig;
import doorbuster.infra.edge.EdgeTls;
import doorbuster.infra.local.Child;
import doorbuster.infra.local.FreePorts;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/// HAProxy with the configuration the launcher writes, in front of one node.
final class EdgeRig implements AutoCloseable {
    final int port;
    final Region region;
    private final Child haproxy;

    private EdgeRig(Region region, Child haproxy) {
        this.region = region;
        this.port = region.publicEndpoint().port();
        this.haproxy = haproxy;
    }

    /// Starts an edge once the node is ready; the first request through it is answered.
    static EdgeRig before(Unit node, EdgeConfig.PerAddress limits) throws IOException {
        int port = FreePorts.one("127.0.0.1");
        EdgeRig rig = started(node, region(node, port, Optional.empty()), limits);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> rig.raw()
                                .ask("GET /v1/sales HTTP/1.1\r\nHost: unit\r\nConnection: close\r\n\r\n")
                                .status()
                        == 200);
        return rig;
    }

    /// Starts an edge that shows a certificate.
    static EdgeRig before(Unit node, Region.Certificate certificate) throws IOException {
        Region region = region(node, FreePorts.one("127.0.0.1"), Optional.of(certificate));
        EdgeCertificate.check(region, InstantSource.system());
        EdgeRig rig = started(node, region, EdgeConfig.PerAddress.usual(true));
        UnitClient buyers = rig.commands();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> buyers.get("/v1/sales").has("sales"));
        return rig;
    }

    /// Starts an edge before two nodes on neighbouring ports.
    static EdgeRig before(Unit first, int nodes) throws IOException {
        Region region = region(first, FreePorts.one("127.0.0.1"), Optional.empty(), nodes);
        EdgeRig rig = started(first, region, EdgeConfig.PerAddress.usual(true));
        UnitClient buyers = rig.commands();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> buyers.get("/v1/sales").has("sales"));
        return rig;
    }

    private static EdgeRig started(Unit node, Region region, EdgeConfig.PerAddress limits) throws IOException {
        Path program = Edge.program()
                .orElseThrow(() -> new AssertionError("no HAProxy on this machine: apt-get install haproxy"));
        Path folder = Files.createTempDirectory("doorbuster-edge");
        for (Map.Entry<String, String> file : EdgeConfig.files(region, limits).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Path file = folder.resolve(EdgeConfig.FILE);
        checked(program, file);
        awaitReady(node.adminPort());
        Child haproxy = Child.start(
                new Child.Command("edge", Edge.command(program, file), Map.of(), folder.resolve("edge.log"), "TERM"));
        return new EdgeRig(region, haproxy);
    }

    /// Waits until a node says that it is ready.
    static void awaitReady(int adminPort) {
        String ready = "GET /observe/health/ready HTTP/1.1\r\nHost: unit\r\nConnection: close\r\n\r\n";
        Raw admin = new Raw(adminPort, "127.0.0.1");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> admin.ask(ready).status() == 200);
    }

    /// What the commands of this machine ask with.
    UnitClient commands() {
        return new UnitClient("test", region.publicUrl(), "", EdgeTls.toEdgeOf(region));
    }

    Raw raw() {
        return new Raw(port, "127.0.0.1");
    }

    /// One who calls from another address of this machine.
    Raw from(String address) {
        return new Raw(port, address);
    }

    @Override
    public void close() {
        haproxy.kill();
    }

    private static void checked(Path program, Path file) throws IOException {
        Process check = new ProcessBuilder(List.of(program.toString(), "-c", "-f", file.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (said.contains("WARNING") || said.contains("ALERT")) {
            throw new AssertionError("HAProxy does not take the file as it is: " + said);
        }
    }

    static Region region(Unit node, int port, Optional<Region.Certificate> certificate) {
        return region(node, port, certificate, 1);
    }

    private static Region region(Unit node, int port, Optional<Region.Certificate> certificate, int nodes) {
        return new Region(
                "test",
                "Test",
                List.of("EU"),
                1,
                Optional.empty(),
                new Endpoint("127.0.0.1", port),
                new Endpoint("127.0.0.1", node.adminPort()),
                new Region.App(nodes, node.publicPort(), 96),
                new Region.Redis(7001, 128, 2000, 0),
                new Region.Postgres(5432, 64, 60),
                new Region.CatalogSync(9190, 48),
                Map.of(),
                Optional.empty(),
                certificate);
    }
}
