package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.rig.Buyer;
import doorbuster.rig.KeptSpans;
import doorbuster.rig.Rig;
import doorbuster.sale.SaleId;
import doorbuster.telemetry.Telemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TraceIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void one_purchase_is_one_trace_from_the_request_through_the_stream_to_the_commit() {
        KeptSpans kept = new KeptSpans();
        try (Rig rig = Rig.start();
                OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(kept))
                                .build())
                        .build()) {
            int port = rig.traced(Telemetry.of(sdk)).publicPort();
            SaleId sale = rig.sale("traced", 3, 1);
            Buyer ann = Buyer.signedIn(port, "ann");
            Buyer.Answer answer = ann.buyTraced(port, sale.value(), "k", "00-" + TRACE + "-00f067aa0ba902b7-01");
            assertThat(answer.status()).as("%s", answer).isEqualTo(202);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(kept.names(TRACE))
                            .contains(
                                    "reserve",
                                    "EVALSHA reserve",
                                    "settle",
                                    "settle insert",
                                    "settle guard",
                                    "EVALSHA ack")
                            .anyMatch(name -> name.startsWith("POST")));
            rig.balanced(sale);
        }
    }
}
