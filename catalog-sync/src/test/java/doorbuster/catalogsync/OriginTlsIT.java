package doorbuster.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The catalog on its way over other people's networks.
final class OriginTlsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        make("right", "IP:127.0.0.1");
        make("elsewhere", "DNS:catalog-origin.example");
    }

    @Test
    void every_connection_of_a_unit_to_the_origin_is_encrypted_and_checked() throws Exception {
        try (Place origin = origin("right").start();
                Place unit = Place.unit("eu-west", origin).verifying(pem("right"))) {
            Author.of(origin).merge(Author.catalog(50, 10));
            unit.start();
            await().atMost(SOON)
                    .until(() -> !unit.content().isEmpty() && unit.content().equals(origin.content()));
            assertThat(unit.ask("select subconninfo from pg_subscription"))
                    .contains("sslmode=verify-full sslrootcert='" + pem("right") + "'");
            assertThat(origin.ask("select count(*) filter (where ssl) >= 2 and bool_and(ssl) from pg_stat_ssl"
                            + " join pg_stat_activity using (pid) where usename = 'doorbuster_replicator'"))
                    .isEqualTo("t");
        }
    }

    @Test
    void an_origin_that_another_authority_signed_or_of_another_name_is_not_spoken_to() throws Exception {
        try (Place stranger = origin("right").start();
                Place misled = origin("elsewhere").start();
                Place one = Place.unit("eu-west", stranger).verifying(pem("elsewhere"));
                Place other = Place.unit("us-east", misled).verifying(pem("elsewhere"))) {
            one.start();
            other.start();
            await().atMost(SOON).until(() -> away(one).contains("PKIX path"));
            await().atMost(SOON).until(() -> away(other).contains("could not be verified"));
            assertThat(one.ask("select count(*) from pg_subscription")).isEqualTo("0");
            assertThat(stranger.ask("select count(*) from pg_replication_slots"))
                    .isEqualTo("0");
        }
    }

    private static String away(Place unit) {
        return UnitSight.keeper(unit).sight().condition();
    }

    private static Place origin(String certificate) throws Exception {
        return Place.origin(
                Map.of("ssl", "on", "ssl_cert_file", pem(certificate), "ssl_key_file", pem(certificate + "-key")));
    }

    private static String pem(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    /// A certificate that is its own authority.
    private static void make(String name, String whose) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"));
        words.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=origin"));
        words.addAll(List.of("-addext", "subjectAltName=" + whose, "-keyout", pem(name + "-key"), "-out", pem(name)));
        Process openssl = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
    }
}
