package doorbuster.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.edge.EdgeCertificate;
import doorbuster.infra.edge.EdgeTls;
import doorbuster.infra.local.FreePorts;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import doorbuster.rig.Rig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A unit whose edge shows a certificate.
@Tag("edge")
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTlsIT {
    private static final SelfMade GOOD = SelfMade.valid("-1d", 2);
    private Rig rig;
    private EdgeRig edge;
    private int plain;

    @BeforeAll
    void start() throws IOException {
        rig = Rig.start();
        plain = FreePorts.one("127.0.0.1");
        edge = EdgeRig.before(
                rig.node(), new Region.Certificate(SelfMade.file(GOOD.certificate(), GOOD.key()), Optional.of(plain)));
        rig.sale("secret", 10, 1);
    }

    @AfterAll
    void stop() {
        edge.close();
        rig.close();
    }

    @Test
    void a_buyer_buys_over_tls_and_is_told_to_come_by_nothing_else() throws Exception {
        assertThat(edge.region.publicUrl()).isEqualTo("https://127.0.0.1:" + edge.port);
        String token = edge.commands()
                .send("POST", "/dev/login", Map.of("buyer", "ann"))
                .get("token")
                .asText();
        HttpRequest buy = HttpRequest.newBuilder(URI.create(edge.region.publicUrl() + "/v1/sales/secret/orders"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}"))
                .build();

        HttpResponse<String> answer = EdgeTls.toEdgeOf(edge.region).send(buy, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(answer.headers().firstValue("X-Region")).hasValue("test");
    }

    @Test
    void what_the_edge_answers_by_itself_says_so_too() throws Exception {
        HttpRequest large = HttpRequest.newBuilder(URI.create(edge.region.publicUrl() + "/v1/sales/secret/orders"))
                .POST(HttpRequest.BodyPublishers.ofString("a".repeat(5_000)))
                .build();

        HttpResponse<String> answer = EdgeTls.toEdgeOf(edge.region).send(large, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"region\":\"test\"");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void who_asks_in_the_clear_is_sent_to_the_same_place_by_tls() throws IOException {
        Raw.Heard heard = new Raw(plain, "127.0.0.1")
                .ask("GET /v1/sales?x=1 HTTP/1.1\r\nHost: shop.example:8080\r\nConnection: close\r\n\r\n");

        assertThat(heard.status()).isEqualTo(308);
        assertThat(heard.text())
                .containsIgnoringCase("location: https://shop.example:" + edge.port + "/v1/sales?x=1\r\n")
                .containsIgnoringCase("x-region: test");
    }

    @Test
    void who_speaks_no_tls_is_cut_off_and_the_next_buyer_is_served() throws IOException {
        Raw.Heard heard = edge.raw().ask("GET /v1/sales HTTP/1.1\r\nHost: unit\r\n\r\n");

        assertThat(heard.text()).doesNotContain("HTTP/1.1 200");
        assertThat(edge.commands().get("/v1/sales").has("sales")).isTrue();
    }

    @Test
    void a_command_trusts_the_certificate_of_the_file_and_no_other() {
        SelfMade other = SelfMade.valid("-1d", 2);
        Region imposed = EdgeRig.region(
                rig.nodes().getFirst(),
                edge.port,
                Optional.of(new Region.Certificate(SelfMade.file(other.certificate(), other.key()), Optional.empty())));
        UnitClient deceived = new UnitClient("test", imposed.publicUrl(), "", EdgeTls.toEdgeOf(imposed));

        assertThatThrownBy(() -> deceived.get("/v1/sales")).isInstanceOf(Refused.class);
    }

    /// A file, and why no edge is started with it.
    record Unfit(Path file, String why) {}

    static Stream<Unfit> unfit() {
        SelfMade old = SelfMade.valid("-10d", 2);
        SelfMade early = SelfMade.valid("+2d", 2);
        SelfMade other = SelfMade.valid("-1d", 2);
        return Stream.of(
                new Unfit(Path.of("/nowhere/edge.pem"), "cannot be read"),
                new Unfit(SelfMade.file("hello"), "has no certificate in it"),
                new Unfit(SelfMade.file(GOOD.certificate()), "has no private key in it"),
                new Unfit(SelfMade.file(GOOD.certificate(), other.key()), "has a private key that is not the"),
                new Unfit(SelfMade.file(old.certificate(), old.key()), "expired at "),
                new Unfit(SelfMade.file(early.certificate(), early.key()), "is not valid before "),
                new Unfit(
                        SelfMade.file(GOOD.certificate(), GOOD.key().replace("PRIVATE", "ENCRYPTED PRIVATE")),
                        "has a key with a pass phrase"),
                new Unfit(
                        SelfMade.file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", GOOD.key()),
                        "has a certificate that cannot be read"));
    }

    @ParameterizedTest
    @MethodSource
    void unfit(Unfit unfit) {
        Region region = EdgeRig.region(
                rig.nodes().getFirst(), 1, Optional.of(new Region.Certificate(unfit.file(), Optional.empty())));

        assertThatThrownBy(() -> EdgeCertificate.check(region, InstantSource.system()))
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("public.certificate: " + unfit.file() + " " + unfit.why());
    }
}
