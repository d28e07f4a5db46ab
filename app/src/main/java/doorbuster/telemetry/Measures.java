package doorbuster.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// What is measured where it happens. Labels are made once, so that an attempt allocates nothing for its figures.
public final class Measures {
    private static final double NANOS = 1e9;
    private static final AttributeKey<String> STAGE = AttributeKey.stringKey("stage");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("state");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    private final Meters meters;
    private final DoubleHistogram stages;
    private final DoubleHistogram requests;
    private final DoubleHistogram calls;
    private final DoubleHistogram recoveries;
    private final LongHistogram reserved;
    private final LongHistogram settled;
    private final LongCounter orders;
    private final LongCounter recovered;
    private final LongCounter deficit;
    private final LongCounter transfers;
    private final LongCounter moved;
    private final LongCounter payments;

    Measures(Meter meter) {
        meters = new Meters(meter);
        stages = meters.seconds(Metric.STAGE);
        requests = meters.seconds(Metric.REQUESTS);
        calls = meters.seconds(Metric.CALLS);
        recoveries = meters.seconds(Metric.RECOVERY);
        reserved = meters.sizes(Metric.RESERVE_BATCH);
        settled = meters.sizes(Metric.SETTLE_BATCH);
        orders = meters.counter(Metric.SETTLED);
        recovered = meters.counter(Metric.RECOVERIES);
        deficit = meters.counter(Metric.RECOVERY_DEFICIT);
        transfers = meters.counter(Metric.TRANSFERS);
        moved = meters.counter(Metric.TRANSFER_UNITS);
        payments = meters.counter(Metric.PAYMENTS);
        beginAtZero();
    }

    /// An alert on the increase of a counter never sees one whose first value is 1.
    private void beginAtZero() {
        deficit.add(0);
        transfers.add(0);
        moved.add(0);
        List.of("confirmed", "refused", "other").forEach(state -> orders.add(0, Attributes.of(STATE, state)));
        List.of("opened", "unfinished").forEach(result -> recovered.add(0, Attributes.of(RESULT, result)));
        for (PaymentResult result : PaymentResult.values()) {
            payments.add(0, result.labels);
        }
    }

    /// Measures nothing.
    public static Measures off() {
        return new Measures(MeterProvider.noop().get("off"));
    }

    /// A stage of an attempt, or of a batch of them.
    @SuppressWarnings("ImmutableEnumChecker") // Attributes are immutable, and say so in their documentation only
    public enum Stage {
        /// The whole attempt at the door.
        REQUEST,
        /// What comes before stock is asked for.
        ADMISSION,
        /// The wait for a script call, its answer, and transfers it needed.
        RESERVE,
        /// The transaction of a batch.
        SETTLE,
        /// The acknowledgement of a batch.
        ACKNOWLEDGE,
        /// From accepted to committed.
        COMMIT;

        private final Attributes labels = Attributes.of(Measures.STAGE, name().toLowerCase(Locale.ROOT));
    }

    /// What became of a payment event.
    @SuppressWarnings("ImmutableEnumChecker") // Attributes are immutable, and say so in their documentation only
    public enum PaymentResult {
        /// The order is paid.
        COUNTED,
        /// Kept: the order is not settled yet, or the payment failed.
        STORED,
        /// The money must go back; an alert looks for this.
        REFUND_DUE,
        /// No order of this unit.
        STRANGER,
        /// A store is away; the provider sends it again.
        UNAVAILABLE;

        private final Attributes labels = Attributes.of(Measures.RESULT, name().toLowerCase(Locale.ROOT));
    }

    /// Where figures that are only read when asked for are hung in.
    public Meters meters() {
        return meters;
    }

    /// A stage took so long.
    public void took(Stage stage, long nanos) {
        stages.record(nanos / NANOS, stage.labels);
    }

    /// One call of `reserve.lua` carried so many attempts.
    public void reserveBatch(int attempts) {
        reserved.record(attempts);
    }

    /// One settle transaction held so many orders.
    public void settleBatch(int size) {
        settled.record(size);
    }

    /// So many orders were settled with this state.
    public void settled(String state, int count) {
        if (count > 0) {
            orders.add(count, Attributes.of(STATE, state));
        }
    }

    /// A recovery opened the lanes again.
    ///
    /// @param units accepted units it found gone
    public void recovered(long nanos, long units) {
        recoveries.record(nanos / NANOS);
        recovered.add(1, Attributes.of(RESULT, "opened"));
        deficit.add(units);
    }

    /// A recovery must begin again.
    public void unfinished() {
        recovered.add(1, Attributes.of(RESULT, "unfinished"));
    }

    /// So many units went from one lane to another.
    public void moved(long units) {
        transfers.add(1);
        moved.add(units);
    }

    /// A payment event came.
    public void payment(PaymentResult result) {
        payments.add(1, result.labels);
    }

    /// A call to a store has ended.
    ///
    /// @param error what kind of failure, one of a few words; empty when there was none
    public void called(StoreCall call, long nanos, String error) {
        calls.record(nanos / NANOS, error.isEmpty() ? call.labels() : call.failed(error));
    }

    /// What measures the requests of one route.
    public Requests requests(String method, String route) {
        return new Requests(requests, method, route);
    }

    /// The durations of one route, by status.
    public static final class Requests {
        private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
        private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
        private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
        private static final int MOST = 600;
        private final DoubleHistogram requests;
        private final String method;
        private final String route;
        private final AtomicReferenceArray<Attributes> labels = new AtomicReferenceArray<>(MOST);

        Requests(DoubleHistogram requests, String method, String route) {
            this.requests = requests;
            this.method = method;
            this.route = route;
        }

        /// One request was answered.
        ///
        /// @param status 100–599
        public void took(int status, long nanos) {
            Attributes known = labels.get(status);
            if (known == null) {
                known = Attributes.of(METHOD, method, ROUTE, route, STATUS, (long) status);
                labels.set(status, known);
            }
            requests.record(nanos / NANOS, known);
        }
    }
}
