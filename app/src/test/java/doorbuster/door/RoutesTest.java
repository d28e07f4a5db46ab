package doorbuster.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/// All routes of the public socket, and who gets past each.
final class RoutesTest {
    private static DoorServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new DoorServer();
        server.unit.put(ModelWares.offer("lamp", 1), 10);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    List<DynamicTest> a_route_lets_pass_only_whom_it_says() {
        return server.door.routes().stream()
                .map(route ->
                        DynamicTest.dynamicTest(route.method() + " " + route.path() + " " + route.access(), () -> {
                            int status = server.send(call(route)).statusCode();
                            switch (route.access()) {
                                case BUYER, SIGNED, OPERATOR ->
                                    assertThat(status).isEqualTo(401);
                                case PUBLIC -> assertThat(status).isIn(200, 202, 304, 400, 404);
                            }
                        }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> a_wrong_method_is_told_the_right_ones() {
        return server.door.routes().stream()
                .map(Route::path)
                .distinct()
                .map(path -> DynamicTest.dynamicTest("PUT " + path, () -> {
                    HttpResponse<String> answer = server.send(
                            server.to(filled(path)).method("PUT", HttpRequest.BodyPublishers.ofString("{}")));
                    assertThat(answer.statusCode()).isEqualTo(405);
                    assertThat(answer.headers().firstValue("Allow")).isPresent();
                }))
                .toList();
    }

    @Test
    void every_route_is_in_the_papers_and_every_paper_has_its_route() throws IOException {
        assertThat(documented()).isEqualTo(routed(server.door.routes()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORBIDDEN") // only operators are told so
    void every_refusal_is_in_the_papers(Code code) throws IOException {
        assertThat(papers()).contains("`" + code.word() + "`", Integer.toString(code.status()));
    }

    @Test
    void every_answer_names_the_region_and_forbids_guessing_its_type() {
        HttpResponse<String> page = server.send(server.to("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("X-Region")).contains(DoorServer.REGION);
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    private static String papers() throws IOException {
        try (InputStream in = Objects.requireNonNull(RoutesTest.class.getResourceAsStream("/openapi.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Its paths and methods, such as `GET /v1/sales`.
    private static Set<String> documented() throws IOException {
        TreeSet<String> found = new TreeSet<>();
        Map<String, Object> document = new Yaml().load(papers());
        for (Map.Entry<?, ?> path : ((Map<?, ?>) Objects.requireNonNull(document.get("paths"))).entrySet()) {
            for (Object method : ((Map<?, ?>) path.getValue()).keySet()) {
                if (List.of("get", "put", "post", "delete").contains(method)) {
                    found.add(method.toString().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return found;
    }

    private static Set<String> routed(List<Route> routes) {
        TreeSet<String> all = new TreeSet<>();
        routes.forEach(route -> all.add(route.method().text() + " " + route.path()));
        return all;
    }

    private static HttpRequest.Builder call(Route route) {
        HttpRequest.Builder request = server.to(filled(route.path()));
        if (route.method().text().equals("POST")) {
            return request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", "k")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}"));
        }
        return request.method(route.method().text(), HttpRequest.BodyPublishers.noBody());
    }

    private static String filled(String path) {
        return path.replace("{saleId}", "lamp")
                .replace("{orderId}", "a".repeat(40))
                .replace("{sku}", "lamp-1")
                .replace("{number}", "0")
                .replace("{file}", "shop.js");
    }
}
