package doorbuster.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.edge.Edge;
import doorbuster.infra.edge.EdgeConfig;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HAProxy reads the edge's configuration of every region as it is rendered, with a certificate in its place.
@Tag("edge")
class EdgeInClusterIT {
    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_rendered_configuration_is_taken_without_a_warning()
            throws IOException, InterruptedException, GeneralSecurityException {
        Path certificate = certificate();
        Path haproxy = Edge.program().orElseThrow(() -> new AssertionError("haproxy is missing"));
        Regions regions = Regions.read(Path.of("../regions"));
        for (Region region : regions.all()) {
            for (Map.Entry<String, String> file :
                    new Overlay(regions, region).files().entrySet()) {
                Files.writeString(
                        folder.resolve(file.getKey()),
                        file.getValue().replace("/etc/doorbuster/tls/edge.pem", certificate.toString()));
            }
            Process check = new ProcessBuilder(
                            haproxy.toString(),
                            "-c",
                            "-f",
                            folder.resolve(EdgeConfig.FILE).toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(check.waitFor()).as(said).isZero();
            assertThat(said).doesNotContain("WARNING", "ALERT");
        }
    }

    /// A certificate of its own and, beside it, its key, as a secret of type `kubernetes.io/tls` is mounted.
    private Path certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=edge",
                        "-alias",
                        "edge",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Path pem = folder.resolve("edge.pem");
        Files.writeString(
                pem,
                pem(
                        "CERTIFICATE",
                        Objects.requireNonNull(keys.getCertificate("edge")).getEncoded()));
        Files.writeString(
                folder.resolve("edge.pem.key"),
                pem(
                        "PRIVATE KEY",
                        Objects.requireNonNull(keys.getKey("edge", PASSWORD.toCharArray()))
                                .getEncoded()));
        return pem;
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + what + "-----\n";
    }
}
