package doorbuster.console;

import doorbuster.admission.Caller;
import doorbuster.door.Code;
import doorbuster.door.Json;
import doorbuster.door.Problems;
import doorbuster.reserve.Sales;
import doorbuster.sale.Order;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.status.OrderFeed;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All orders of a sale, one JSON object per line, streamed.
final class OrderLines {
    private static final Header NDJSON = HeaderValues.createCached("Content-Type", "application/x-ndjson");
    private final OrderFeed feed;
    private final Sales sales;
    private final Problems problems;

    private record Line(
            String orderId,
            String saleId,
            String buyer,
            int quantity,
            OrderState state,
            @Nullable String reason,
            long priceMinor,
            String currency,
            @Nullable Instant payBy,
            List<Order.Step> timeline) {
        static Line of(Order order) {
            return new Line(
                    order.id().value(),
                    order.sale().value(),
                    order.buyer().value(),
                    order.quantity(),
                    order.state(),
                    order.reason().orElse(null),
                    order.priceMinor(),
                    order.currency(),
                    order.payBy().orElse(null),
                    order.timeline());
        }
    }

    OrderLines(OrderFeed feed, Sales sales, Problems problems) {
        this.feed = feed;
        this.sales = sales;
        this.problems = problems;
    }

    void stream(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<SaleId> sale =
                SaleConsole.named(request).filter(id -> sales.find(id).isPresent());
        String wanted = request.query().first("state").orElse("");
        Optional<OrderState> state = Arrays.stream(OrderState.values())
                .filter(known -> known.name().equals(wanted))
                .findFirst();
        if (sale.isEmpty()) {
            problems.of(Code.NOT_FOUND, "There is no such sale.").send(response);
        } else if (!wanted.isEmpty() && state.isEmpty()) {
            problems.of(Code.MALFORMED, "state is one of " + Arrays.toString(OrderState.values()) + ".")
                    .send(response);
        } else {
            write(sale.get(), state, response.header(NDJSON));
        }
    }

    private void write(SaleId sale, Optional<OrderState> state, ServerResponse response) {
        // not closed when the feed breaks: a list that ends early must not look complete
        OutputStream out = new BufferedOutputStream(response.outputStream(), 32 << 10);
        try {
            feed.each(sale, state, order -> {
                try {
                    out.write((Json.text(Line.of(order)) + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
