package doorbuster.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import doorbuster.Unit;
import doorbuster.book.Ruling;
import doorbuster.book.SaleDraft;
import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.sale.Sku;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BuyerListsIT {
    private static final int MILLION = 1_000_000;
    private final HttpClient client = HttpClient.newHttpClient();
    private Rig rig;
    private Unit one;
    private Unit two;

    @BeforeAll
    void start() {
        rig = Rig.start();
        one = rig.node();
        two = rig.node();
        Instant now = Instant.now();
        SaleDraft draft = new SaleDraft(
                new SaleId("invited"),
                new Sku("SKU-1"),
                100,
                now.minusSeconds(60),
                now.plusSeconds(3600),
                1,
                1999,
                "EUR",
                Duration.ofMinutes(10),
                Offer.Challenge.OFF,
                0,
                0,
                true);
        assertThat(one.control().put(draft, "test")).isInstanceOf(Ruling.InForce.class);
    }

    @AfterAll
    void stop() {
        client.close();
        rig.close();
    }

    @Test
    @Order(1)
    void a_million_rows_are_in_force_on_every_node_in_time() throws Exception {
        String rows = IntStream.range(0, MILLION).mapToObj(i -> "buyer-" + i).collect(Collectors.joining("\n"));
        long begun = System.nanoTime();
        HttpResponse<String> answer = upload("allow", rows);
        long took = System.nanoTime() - begun;

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"buyers\":" + MILLION);
        assertThat(Duration.ofNanos(took)).isLessThanOrEqualTo(Duration.ofSeconds(20));
        Buyer stranger = Buyer.signedIn(two.publicPort(), "stranger");
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> refusal(stranger, two).equals("not-eligible"));
        assertThat(Buyer.signedIn(two.publicPort(), "buyer-77")
                        .buy(two.publicPort(), "invited", "k", 1)
                        .status())
                .isEqualTo(202);
    }

    @Test
    @Order(2)
    void a_bad_row_leaves_the_list_in_force() throws Exception {
        HttpResponse<String> answer = upload("allow", "ann\nbob\nann");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Line 3");
        assertThat(Buyer.signedIn(one.publicPort(), "buyer-78")
                        .buy(one.publicPort(), "invited", "k", 1)
                        .status())
                .isEqualTo(202);
        assertThat(refusal(Buyer.signedIn(one.publicPort(), "ann"), one)).isEqualTo("not-eligible");
    }

    @Test
    @Order(3)
    void a_blocked_buyer_is_refused_without_a_reason() throws Exception {
        assertThat(upload("block", "buyer-80").statusCode()).isEqualTo(200);
        Buyer blocked = Buyer.signedIn(two.publicPort(), "buyer-80");

        Buyer.Answer answer = blocked.buy(two.publicPort(), "invited", "k", 1);

        assertThat(answer.member("code")).isEqualTo("not-eligible");
        assertThat(answer.member("detail")).doesNotContain("list");
    }

    @Test
    @Order(4)
    void a_new_list_takes_the_place_of_the_old_one_as_a_whole() throws Exception {
        assertThat(upload("allow", "buyer\nann\nbob\n").statusCode()).isEqualTo(200);

        assertThat(Buyer.signedIn(one.publicPort(), "ann")
                        .buy(one.publicPort(), "invited", "k2", 1)
                        .status())
                .isEqualTo(202);
        Buyer former = Buyer.signedIn(two.publicPort(), "buyer-81");
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> refusal(former, two).equals("not-eligible"));
        rig.balanced(new SaleId("invited"));
    }

    private static String refusal(Buyer buyer, Unit node) {
        return buyer.buy(node.publicPort(), "invited", "never", 1).member("code");
    }

    private HttpResponse<String> upload(String list, String rows) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + one.adminPort() + "/v1/sales/invited/eligibility/" + list))
                        .header("Authorization", "Bearer " + operator())
                        .header("Content-Type", "text/csv")
                        .PUT(HttpRequest.BodyPublishers.ofString(rows))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @SuppressWarnings("JavaUtilDate") // the library's claims take no other
    private String operator() {
        Instant now = Instant.now();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(rig.key().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("https://identity.doorbuster.local")
                        .audience("doorbuster")
                        .subject("op")
                        .claim("role", "operator")
                        .notBeforeTime(Date.from(now.minusSeconds(60)))
                        .expirationTime(Date.from(now.plusSeconds(600)))
                        .build());
        try {
            jwt.sign(new ECDSASigner(rig.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
