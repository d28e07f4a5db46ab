package doorbuster.door;

import doorbuster.admission.Caller;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.status.Orders;
import doorbuster.status.Sight;
import doorbuster.telemetry.Measures;
import doorbuster.telemetry.Metric;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// An order's states as server-sent events until it is final. A comment every 15 s keeps proxies from ending a
/// silent stream; the stream ends by itself after its life, and the page opens it again. One that belongs to a trace
/// ends when the order is settled: the trace is over then, and a span that waits for the payment would hide the rest.
final class OrderEvents {
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final Header STREAM = HeaderValues.createCached("Content-Type", "text/event-stream; charset=utf-8");
    private static final Header NO_STORE = HeaderValues.createCached("Cache-Control", "no-store");
    private static final Header NO_BUFFER = HeaderValues.createCached("X-Accel-Buffering", "no");
    private final Orders orders;
    private final OrdersEndpoint endpoint;
    private final Problems problems;
    private final Duration life;
    private final Semaphore places;
    private final BooleanSupplier draining;
    private final InstantSource clock;

    OrderEvents(
            Orders orders,
            OrdersEndpoint endpoint,
            Problems problems,
            DoorSettings settings,
            Measures measures,
            BooleanSupplier draining,
            InstantSource clock) {
        this.orders = orders;
        this.endpoint = endpoint;
        this.problems = problems;
        this.life = settings.streamLife();
        this.places = new Semaphore(settings.eventStreams());
        measures.meters()
                .observe(
                        List.of(Metric.EVENT_STREAMS),
                        board -> board.set(
                                Metric.EVENT_STREAMS, (double) settings.eventStreams() - places.availablePermits()));
        this.draining = draining;
        this.clock = clock;
    }

    void stream(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<OrderId> id = endpoint.own(request, caller.buyer());
        if (id.isEmpty()) {
            endpoint.stranger().send(response);
        } else if (!places.tryAcquire()) {
            problems.later(Code.UNAVAILABLE, "Too many are watching; please poll the order instead.", 5)
                    .send(response);
        } else {
            try {
                watch(id.get(), caller, response);
            } finally {
                places.release();
            }
        }
    }

    private void watch(OrderId id, Caller caller, ServerResponse response) {
        try (Orders.Watch watch = orders.watch(id, caller.buyer())) {
            Optional<Sight> first = watch.next(SLICE);
            if (first.isPresent() && !(first.get() instanceof Sight.Seen)) {
                endpoint.of(first.get()).send(response);
                return;
            }
            response.header(STREAM).header(NO_STORE).header(NO_BUFFER);
            try (OutputStream out = response.outputStream()) {
                write(out, "retry: 2000\n\n");
                follow(watch, first, out, !Tracing.traceId().isEmpty());
            }
        } catch (IOException | UncheckedIOException e) {
            // the watcher went away; there is nobody to tell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Orders.Watch watch, Optional<Sight> first, OutputStream out, boolean traced)
            throws IOException, InterruptedException {
        long started = clock.millis();
        long lastWritten = started;
        Optional<Sight> next = first;
        while (true) {
            if (next.isPresent() && next.get() instanceof Sight.Seen(Order order)) {
                write(out, "event: order\ndata: " + Json.text(endpoint.view(order)) + "\n\n");
                lastWritten = clock.millis();
                if (order.state().isFinal() || (traced && order.state() != OrderState.ACCEPTED)) {
                    return;
                }
            }
            long now = clock.millis();
            if (now - started >= life.toMillis() || draining.getAsBoolean()) {
                return;
            }
            if (now - lastWritten >= BEAT.toMillis()) {
                write(out, ": beat\n\n");
                lastWritten = now;
            }
            next = watch.next(SLICE);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
