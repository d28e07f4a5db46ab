package doorbuster.console;

import static doorbuster.console.ConsoleServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.door.ModelWares;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of buyers as operators hand them in: as a whole, or not at all.
final class ListConsoleTest {
    private static ConsoleServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new ConsoleServer();
        server.unit.put(ModelWares.offer("lamp", 1), 10);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_list_comes_into_force_as_a_whole() throws IOException {
        HttpResponse<String> csv = server.put(
                "/v1/sales/lamp/eligibility/allow", "text/csv", "buyer\nann\r\nbob\n".getBytes(StandardCharsets.UTF_8));
        assertThat(json(csv).path("buyers").asInt()).isEqualTo(2);
        HttpResponse<String> lines = server.put(
                "/v1/sales/lamp/eligibility/allow",
                "application/x-ndjson",
                "{\"buyer\":\"cid\"}\n{\"buyer\":\"dörte\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(lines.statusCode()).as(lines.body()).isEqualTo(200);
        assertThat(server.desk.allowed).containsExactlyInAnyOrder("cid", "dörte");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/csv             | ann;;bob           | 2
            text/csv             | ann;bob;ann        | 3
            text/csv             | ann;b\tc           | 2
            text/csv             | ann;LONG           | 2
            text/csv             | ann;LONGER         | 2
            text/csv             | ann;BYTES          | 2
            text/csv             | buyer              | 1
            application/x-ndjson | {"buyer":"a"};{}   | 2
            application/x-ndjson | {"buyer":"a"};x    | 2
            application/x-ndjson | {"buyer":"a","b":1}| 1
            application/x-ndjson | {"buyer":5}        | 1
            """)
    void a_bad_row_is_named_by_its_line_and_the_old_list_stays(String type, String rows, int line) throws IOException {
        server.desk.allowed.clear();
        server.desk.allowed.add("before");
        String text =
                rows.replace(';', '\n').replace("LONGER", "x".repeat(2_000)).replace("LONG", "x".repeat(129));
        byte[] bytes = text.replace("BYTES", "\u0080\u0081").getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<String> answer = server.put("/v1/sales/lamp/eligibility/allow", type, bytes);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).startsWith("Line " + line + " ");
        assertThat(server.desk.allowed).containsExactly("before");
    }
}
