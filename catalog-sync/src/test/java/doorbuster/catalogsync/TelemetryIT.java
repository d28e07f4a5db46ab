package doorbuster.catalogsync;

import static doorbuster.catalogsync.AdminSockets.NDJSON;
import static doorbuster.catalogsync.AdminSockets.SOON;
import static doorbuster.catalogsync.Author.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.catalogsync.telemetry.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators see of a version on its way, and what nobody may see.
final class TelemetryIT {
    private static final AttributeKey<Long> VERSION = AttributeKey.longKey("doorbuster.catalog.version");
    private static final AttributeKey<String> CLOUD_REGION = AttributeKey.stringKey("cloud.region");

    @Test
    void a_version_is_traced_from_its_import_to_its_audit_and_the_log_of_it_holds_no_secret(@TempDir Path folder)
            throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Handler handler = new StreamHandler(printed, new LogLines("test", "node"));
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        KeptSpans spans = new KeptSpans();
        String bearer;
        try (AdminSockets sockets = AdminSockets.start(folder, spans)) {
            bearer = sockets.author().authorization();
            importIsLinkedTo("catalog audit", 1, spans);
            assertThat(sockets.author()
                            .send("POST", "/v1/catalog/import", NDJSON, product("SKU-1", 7))
                            .status())
                    .isEqualTo(201);
            importIsLinkedTo("catalog audit", 2, spans);
            mendsWhatDrifted(sockets, spans);
            assertThat(sockets.operator().post("/v1/catalog/reseed").status()).isEqualTo(202);
            importIsLinkedTo("catalog seed", 2, spans);
            sockets.origin().server().stop();
            sockets.unit().byHand("update catalog.product set price_minor = 6 where sku = 'SKU-3'");
            await().atMost(SOON).until(() -> {
                handler.flush();
                return printed.toString(StandardCharsets.UTF_8).contains("rows differ from version");
            });
        } finally {
            root.removeHandler(handler);
            handler.flush();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("seeding the catalog")
                .doesNotContain("catalog-secret", "replicator-secret", bearer.substring("Bearer ".length()))
                .satisfies(TelemetryIT::eachLineIsJson);
    }

    private static void importIsLinkedTo(String name, long version, KeptSpans spans) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(of(version, spans.named("catalog import"))).hasValueSatisfying(made -> {
                assertThat(made.getResource().getAttribute(CLOUD_REGION)).isEqualTo("origin");
                assertThat(of(version, spans.named(name))).hasValueSatisfying(later -> {
                    assertThat(later.getResource().getAttribute(CLOUD_REGION)).isEqualTo("eu-west");
                    assertThat(later.getLinks())
                            .extracting(LinkData::getSpanContext)
                            .extracting("traceId", "spanId")
                            .containsExactly(tuple(made.getTraceId(), made.getSpanId()));
                });
            });
        });
    }

    private static void mendsWhatDrifted(AdminSockets sockets, KeptSpans spans) throws Exception {
        sockets.unit().byHand("delete from catalog.product where sku = 'SKU-2'");
        assertThat(sockets.operator()
                        .post("/v1/catalog/audit")
                        .json()
                        .path("equal")
                        .asBoolean())
                .isTrue();
        importIsLinkedTo("catalog repair", 2, spans);
    }

    private static Optional<SpanData> of(long version, List<SpanData> spans) {
        return spans.stream()
                .filter(span ->
                        Long.valueOf(version).equals(span.getAttributes().get(VERSION)))
                .findFirst();
    }

    private static void eachLineIsJson(String lines) {
        assertThat(lines.lines()).isNotEmpty().allSatisfy(line -> {
            JsonNode read = read(line);
            assertThat(read.path("region").asText()).isEqualTo("test");
            assertThat(read.path("node").asText()).isEqualTo("node");
            assertThat(read.path("message").isTextual()).isTrue();
        });
    }

    private static JsonNode read(String line) {
        try {
            return JsonMapper.builder().build().readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
