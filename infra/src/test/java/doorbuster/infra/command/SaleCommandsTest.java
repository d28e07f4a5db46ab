package doorbuster.infra.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of operators as they are typed, against a unit that answers what is written here.
class SaleCommandsTest {
    private static final String LETTERS = """
            {"deadLetters":[{"id":"lamp:0:1-0","saleId":"lamp","orderId":"order-a","quantity":2,"reason":"bad luck",\
            "since":"2026-01-01T00:00:00.000Z"},{"id":"lamp:1:5-0","saleId":"lamp","orderId":"","quantity":0,\
            "reason":"unreadable","since":"2026-01-02T00:00:00.000Z"}]}""";
    private static final String PLACES = """
            {"saleId":"lamp","epoch":3,"allotted":10,"sum":10,"balanced":true,"places":[\
            {"place":"available","lane":0,"units":7,"orders":0,"counts":true},\
            {"place":"dead-letter","lane":0,"units":1,"orders":1,"counts":true},\
            {"place":"confirmed","units":2,"orders":1,"counts":true},\
            {"place":"cancelled","units":4,"orders":2,"counts":false}]}""";

    @TempDir
    private Path home;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer unit;

    record Said(int exit, String text) {}

    @BeforeEach
    void a_unit_listens() throws IOException {
        unit = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        unit.createContext("/", this::answer);
        unit.start();
        Path regions = Files.createDirectories(home.resolve("regions"));
        String region = Files.readString(Path.of("../regions/eu-west.yaml"))
                .replace("127.0.0.11", "127.0.0.1")
                .replace("port: 9090", "port: " + unit.getAddress().getPort());
        Files.writeString(regions.resolve("eu-west.yaml"), region);
    }

    @AfterEach
    void it_ends() {
        unit.stop(0);
    }

    @Test
    void dead_letters_are_listed_with_what_they_hold() throws Exception {
        Said list = type("sale", "dead-letters", "list");
        assertThat(list.exit()).isZero();
        assertThat(list.text().lines().toList())
                .hasSize(3)
                .anyMatch(line -> line.matches("eu-west +lamp:0:1-0 +order-a +2 +2026-01-01T00:00:00.000Z +bad luck *"))
                .anyMatch(line -> line.matches("eu-west +lamp:1:5-0 +0 +2026-01-02T00:00:00.000Z +unreadable *"));
        assertThat(type("sale", "dead-letters", "list", "--json").text()).contains("\"region\" : \"eu-west\"");
        assertThat(type("sale", "dead-letters", "show", "lamp:0:1-0").text()).containsPattern("reason +bad luck");
        Said none = type("sale", "dead-letters", "show", "lamp:0:9-9");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.text()).isEqualTo("doorbuster: no dead letter lamp:0:9-9 is waiting\n");
    }

    @Test
    void a_letter_is_decided_once_and_the_second_time_is_refused_in_one_line() throws Exception {
        assertThat(type("sale", "dead-letters", "retry", "lamp:0:1-0"))
                .isEqualTo(new Said(0, "eu-west: lamp:0:1-0 will be settled again\n"));
        Said again = type("sale", "dead-letters", "retry", "lamp:0:1-0");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.text().lines().toList()).hasSize(1).first().asString().contains("No such dead letter");
        assertThat(type("sale", "dead-letters", "refuse", "lamp:1:5-0"))
                .isEqualTo(new Said(0, "eu-west: lamp:1:5-0 is refused, its units are back\n"));
        assertThat(type("sale", "dead-letters").exit()).isEqualTo(2);
    }

    @Test
    void a_book_is_explained_place_by_place() throws Exception {
        Said book = type("sale", "book", "lamp", "--explain");
        assertThat(book.exit()).isZero();
        assertThat(book.text())
                .containsPattern("eu-west +available +0 +7")
                .containsPattern("eu-west +dead-letter +0 +1 +1")
                .containsPattern("eu-west +confirmed +2 +1")
                .containsPattern("eu-west += allotted +10")
                .containsPattern("eu-west +besides: cancelled +4 +2");
        Said nothing = type("sale", "book", "--explain");
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.text()).isEqualTo("doorbuster: --explain wants the name of a sale\n");
    }

    @Test
    void a_restock_of_nothing_or_less_is_never_sent() throws Exception {
        for (String quantity : List.of("0", "-5", "eu-west=-5", "many")) {
            Said said = type("sale", "restock", "lamp", "--quantity=" + quantity);
            assertThat(said.exit()).as(quantity).isNotZero();
            assertThat(said.text().lines()).as(quantity + ": " + said.text()).hasSize(1);
        }
        assertThat(asked).isEmpty();
        assertThat(type("sale", "restock", "lamp", "--quantity=5").exit()).isZero();
        assertThat(asked).containsExactly("POST /v1/sales/lamp/restock");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        boolean first = !asked.contains(line);
        asked.add(line);
        switch (line) {
            case "GET /v1/dead-letters" -> send(exchange, 200, LETTERS);
            case "GET /v1/sales/lamp/book/units" -> send(exchange, 200, PLACES);
            case "POST /v1/dead-letters/lamp:0:1-0/retry", "POST /v1/dead-letters/lamp:1:5-0/refuse" -> {
                if (first) {
                    send(exchange, 200, "{\"done\":true}");
                } else {
                    send(exchange, 404, "{\"code\":\"not-found\",\"detail\":\"No such dead letter is waiting.\"}");
                }
            }
            case "POST /v1/sales/lamp/restock" -> send(exchange, 200, "{}");
            default -> send(exchange, 404, "{\"code\":\"not-found\",\"detail\":\"" + line + "\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /// In a process of its own, as it is typed: what it prints and how it ends.
    private Said type(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "doorbuster.infra.Main"));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOORBUSTER_HOME", home.toString());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), text);
    }
}
