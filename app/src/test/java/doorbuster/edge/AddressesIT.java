package doorbuster.edge;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.Unit;
import doorbuster.infra.edge.EdgeConfig;
import doorbuster.rig.Rig;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What one address may do, seen through the edge: the address is the buyer's, whatever he claims.
@Tag("edge")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressesIT {
    private static final int WITHOUT_LOGIN = 5;
    private static final int REQUESTS = 40;
    private static final int CONNECTIONS = 30;
    private Rig rig;
    private EdgeRig edge;

    @BeforeAll
    void start() throws IOException {
        rig = Rig.start();
        Unit node = rig.production("rate: {trusted-proxies: [127.0.0.1], per-address: " + WITHOUT_LOGIN + "}");
        edge = EdgeRig.before(node, new EdgeConfig.PerAddress(CONNECTIONS, REQUESTS, false));
    }

    @AfterAll
    void stop() {
        edge.close();
        rig.close();
    }

    @Test
    void requests_without_a_login_are_counted_by_the_address_that_the_edge_saw() throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i <= WITHOUT_LOGIN; i++) {
            statuses.add(edge.from("127.0.3.1")
                    .ask(orders("X-Forwarded-For: 9.9.9." + i + "\r\n"))
                    .status());
        }

        assertThat(statuses.subList(0, WITHOUT_LOGIN)).containsOnly(401);
        assertThat(statuses.getLast()).isEqualTo(429);
        assertThat(edge.from("127.0.3.2").ask(orders("")).status()).isEqualTo(401);
        assertThat(edge.from("127.0.3.2")
                        .ask(orders("X-Forwarded-For: 127.0.3.1\r\n"))
                        .status())
                .as("nobody can spend another's share")
                .isEqualTo(401);
    }

    @Test
    void an_address_that_asks_too_often_is_refused_by_the_edge_itself() throws IOException {
        Raw.Heard last = edge.from("127.0.3.3").ask(sales());
        for (int i = 0; i < REQUESTS; i++) {
            last = edge.from("127.0.3.3").ask(sales());
        }

        assertThat(last.status()).as(last.text()).isEqualTo(429);
        assertThat(last.text()).contains("\"code\":\"rate-limited\"").containsIgnoringCase("retry-after");
        assertThat(edge.from("127.0.3.4").ask(sales()).status()).isEqualTo(200);
    }

    @Test
    void an_address_that_holds_too_many_connections_gets_no_more() throws IOException {
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            held.add(edge.from("127.0.3.5").connect());
        }
        Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> isTurnedAway("127.0.3.5"));
        assertThat(edge.from("127.0.3.6").ask(sales()).status()).isEqualTo(200);
        for (Socket socket : held) {
            socket.close();
        }
    }

    private boolean isTurnedAway(String address) {
        try {
            return edge.from(address).ask(sales()).status() == 0;
        } catch (IOException _) {
            return true;
        }
    }

    private static String orders(String header) {
        return "GET /v1/orders HTTP/1.1\r\nHost: unit\r\nConnection: close\r\n" + header + "\r\n";
    }

    private static String sales() {
        return "GET /v1/sales HTTP/1.1\r\nHost: unit\r\nConnection: close\r\n\r\n";
    }
}
