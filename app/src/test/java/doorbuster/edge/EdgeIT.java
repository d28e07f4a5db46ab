package doorbuster.edge;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.edge.EdgeConfig;
import doorbuster.rig.Buyer;
import doorbuster.rig.Rig;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What strangers may send to a unit: each gets one clean answer, and the next buyer is served.
@Tag("edge")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeIT {
    private static final String HOST = "Host: unit\r\n";
    private static final String POST = "POST /v1/sales/raw/orders HTTP/1.1\r\n" + HOST;
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n";
    private Rig rig;
    private EdgeRig edge;
    private int served;

    @BeforeAll
    void start() throws IOException {
        rig = Rig.start();
        edge = EdgeRig.before(rig.node(), EdgeConfig.PerAddress.usual(true));
        rig.sale("raw", 1_000, 1);
    }

    @AfterAll
    void stop() {
        edge.close();
        rig.close();
    }

    /// What is sent, and what may be answered.
    record Case(String name, String sent, List<Integer> statuses) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> one_clean_answer() {
        return Stream.of(framings(), heads(), bodies()).flatMap(cases -> cases);
    }

    private static Stream<Case> framings() {
        String smuggled = "GET /v1/orders HTTP/1.1\r\n" + HOST + "\r\n";
        return Stream.of(
                sent("chunked and a length", CHUNKED + "Content-Length: 4\r\n\r\n0\r\n\r\n" + smuggled, 415),
                sent(
                        "a length and chunked",
                        POST + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
                        400,
                        415),
                sent("two lengths", POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", 400),
                sent("two lengths in one", POST + "Content-Length: 5, 6\r\n\r\nhello!", 400),
                sent("a length of -1", POST + "Content-Length: -1\r\n\r\n", 400),
                sent("a length of +5", POST + "Content-Length: +5\r\n\r\nhello", 400),
                sent("a chunk of zz bytes", CHUNKED + "\r\nzz\r\nhello\r\n0\r\n\r\n", 400),
                sent("a chunk of -1 bytes", CHUNKED + "\r\n-1\r\nhello\r\n0\r\n\r\n", 400),
                sent("a chunk beyond 64 bits", CHUNKED + "\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n", 400),
                sent("a chunk that never ends", CHUNKED + "\r\n5\r\nhel", 408),
                sent("a trailer", CHUNKED + "\r\n5\r\nhello\r\n0\r\nX-Late: yes\r\n\r\n", 400, 415),
                sent("an unknown coding", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
                sent("chunked twice", CHUNKED + "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400),
                sent("a space before the colon", POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400));
    }

    private static Stream<Case> heads() {
        return Stream.of(
                sent("HTTP/1.0", "GET /v1/sales HTTP/1.0\r\n\r\n", 400),
                sent("HTTP/0.9", "GET /v1/sales\r\n", 400),
                sent("an HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
                sent("a TLS greeting", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n", 400),
                sent("no host", "GET /v1/sales HTTP/1.1\r\n\r\n", 400),
                sent("a zero byte in a header", "GET /v1/sales HTTP/1.1\r\n" + HOST + "X: a\u0000b\r\n\r\n", 400),
                sent("a tunnel", "CONNECT other:80 HTTP/1.1\r\nHost: other:80\r\n\r\n", 400, 404, 405),
                sent("another host's address", "GET http://evil/ HTTP/1.1\r\n" + HOST + "\r\n", 400),
                sent(
                        "a head of 20 KB",
                        "GET /v1/sales HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(20_000) + "\r\n\r\n",
                        400),
                sent("a path of 20 KB", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n", 400),
                sent("300 headers", "GET /v1/sales HTTP/1.1\r\n" + HOST + "X: y\r\n".repeat(300) + "\r\n", 400),
                sent("half a head", "GET /v1/sales HTTP/1.1\r\nHos", 408));
    }

    private static Stream<Case> bodies() {
        return Stream.of(
                sent("a body of 5 KB", POST + "Content-Length: 5000\r\n\r\n" + "a".repeat(5_000), 413),
                sent("a body of 1 MB", POST + "Content-Length: 1000000\r\n\r\n" + "a".repeat(1_000_000), 413),
                sent(
                        "32 KB in chunks",
                        CHUNKED + "\r\n" + ("1000\r\n" + "a".repeat(4096) + "\r\n").repeat(8) + "0\r\n\r\n",
                        413),
                sent("half a body", POST + "Content-Length: 100\r\n\r\n{\"quant", 408));
    }

    private static Case sent(String name, String sent, Integer... statuses) {
        return new Case(name, sent, List.of(statuses));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void one_clean_answer(Case wrong) throws IOException {
        Raw.Heard heard = edge.raw().ask(wrong.sent());

        assertThat(heard.answers()).as(heard.text()).isEqualTo(1);
        assertThat(heard.status()).as(heard.text()).isIn(wrong.statuses());
        assertThat(heard.took()).isLessThan(Duration.ofSeconds(5));
        assertClean(heard);
    }

    @Test
    void seventy_silent_connections_keep_nobody_out() throws IOException {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            silent.add(edge.raw().connect());
        }
        theNextBuyerIsServed();
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void who_sends_one_byte_a_second_is_cut_off_after_three() throws Exception {
        try (Socket slow = edge.raw().connect();
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            long begun = System.nanoTime();
            byte[] bytes = (POST + "\r\n").getBytes(StandardCharsets.US_ASCII);
            int[] at = {0};
            var _ = clock.scheduleAtFixedRate(
                    () -> {
                        try {
                            slow.getOutputStream().write(bytes[at[0]++]);
                        } catch (IOException _) {
                            clock.shutdown();
                        }
                    },
                    0,
                    1,
                    TimeUnit.SECONDS);
            Raw.Heard heard = Raw.hear(slow, begun);
            clock.shutdownNow();

            assertThat(heard.status()).isEqualTo(408);
            assertThat(heard.took()).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(4_500));
            assertClean(heard);
        }
    }

    /// The stream goes on after that, so the edge has not waited for its end.
    @Test
    @Timeout(30)
    void what_happens_to_an_order_is_told_through_the_edge_at_once() throws Exception {
        Buyer watcher = Buyer.signedIn(edge.port, "watcher");
        String order = watcher.buy(edge.port, "raw", "k", 1).member("orderId");
        HttpRequest events = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + edge.port + "/v1/orders/" + order + "/events"))
                .header("Authorization", "Bearer " + watcher.token())
                .build();
        try (HttpClient page = HttpClient.newHttpClient();
                Stream<String> lines =
                        page.send(events, HttpResponse.BodyHandlers.ofLines()).body()) {
            assertThat(lines.anyMatch(line -> line.contains("\"state\":\"CONFIRMED\"")))
                    .isTrue();
        }
    }

    @AfterEach
    void theNextBuyerIsServed() {
        Buyer next = Buyer.signedIn(edge.port, "next-" + ++served);
        assertThat(next.buy(edge.port, "raw", "k", 1).status()).isEqualTo(202);
    }

    /// HAProxy before 3.2 answers what its parser cannot read with words of its own, whatever the configuration says
    /// (haproxy/haproxy#3032); it closes the connection then, and the app has seen nothing.
    private static void assertClean(Raw.Heard heard) {
        if (heard.text().contains("<html>")) {
            assertThat(heard.status()).isIn(400, 408);
            assertThat(heard.text()).containsIgnoringCase("connection: close");
            return;
        }
        assertThat(heard.text())
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-region: test")
                .contains("\"region\":\"test\"")
                .doesNotContain("Exception");
    }
}
