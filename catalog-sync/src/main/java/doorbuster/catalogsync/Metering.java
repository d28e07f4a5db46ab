package doorbuster.catalogsync;

import doorbuster.catalogsync.origin.OriginState.Slot;
import doorbuster.catalogsync.origin.SlotWatch;
import doorbuster.catalogsync.telemetry.Metric;
import doorbuster.catalogsync.telemetry.Telemetry;
import doorbuster.catalogsync.unit.Audit;
import doorbuster.catalogsync.unit.Keeper;
import doorbuster.catalogsync.unit.OriginSight.Reached;
import doorbuster.catalogsync.unit.UnitState;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/// What the metrics of both roles are read from.
final class Metering {
    private static final double MILLIS = 1e3;

    private Metering() {}

    static void origin(SlotWatch slots, Telemetry telemetry) {
        telemetry.observe(Metric.SLOTS, () -> OptionalDouble.of(slots.seen().size()));
        telemetry.observe(
                Metric.SLOTS_INACTIVE,
                () -> whole(slots.seen().stream().filter(slot -> !slot.active()).count()));
        telemetry.observe(
                Metric.SLOT_RETAINED,
                () -> whole(slots.seen().stream()
                        .mapToLong(Slot::retainedBytes)
                        .max()
                        .orElse(0)));
        telemetry.observe(Metric.SLOTS_DROPPED, () -> whole(slots.dropped()));
        telemetry.observe(Metric.WAL_LIMIT, () -> whole(slots.walLimit()));
    }

    static void unit(Keeper keeper, Duration heartbeat, Telemetry telemetry) {
        state(telemetry, Metric.VERSION, keeper, UnitState::version);
        state(telemetry, Metric.PRODUCTS, keeper, UnitState::products);
        state(telemetry, Metric.STREAMING, keeper, state -> state.running() ? 1 : 0);
        state(telemetry, Metric.APPLY_ERRORS, keeper, UnitState::applyErrors);
        state(telemetry, Metric.CONFLICTS, keeper, UnitState::conflicts);
        telemetry.observe(
                Metric.LAG,
                () -> keeper.sight().unit().stream()
                        .flatMap(state -> state.lag(heartbeat).stream())
                        .mapToDouble(lag -> lag.toMillis() / MILLIS)
                        .findFirst());
        telemetry.observe(Metric.LEADS, () -> OptionalDouble.of(keeper.sight().leads() ? 1 : 0));
        telemetry.observe(Metric.REFUSED, () -> OptionalDouble.of(keeper.sight().refused() ? 1 : 0));
        telemetry.observe(
                Metric.ORIGIN_REACHED,
                () -> whole(keeper.sight().origin().stream()
                        .filter(Reached.class::isInstance)
                        .count()));
        audit(telemetry, Metric.EQUAL, keeper, audit -> audit instanceof Audit.Equal ? 1 : 0);
        audit(telemetry, Metric.AUDIT, keeper, audit -> audit.took().toMillis() / MILLIS);
        count(telemetry, Metric.SEEDS, keeper.counts().seeds());
        count(telemetry, Metric.AUDITS, keeper.counts().audits());
        count(telemetry, Metric.DRIFTED_ROWS, keeper.counts().driftedRows());
        count(telemetry, Metric.REPAIRS, keeper.counts().repairs());
        count(telemetry, Metric.FAILURES, keeper.counts().failures());
    }

    private static void state(Telemetry telemetry, Metric metric, Keeper keeper, ToDoubleFunction<UnitState> value) {
        telemetry.observe(
                metric, () -> keeper.sight().unit().stream().mapToDouble(value).findFirst());
    }

    private static void audit(Telemetry telemetry, Metric metric, Keeper keeper, ToDoubleFunction<Audit> value) {
        telemetry.observe(
                metric, () -> keeper.sight().audit().stream().mapToDouble(value).findFirst());
    }

    private static void count(Telemetry telemetry, Metric metric, AtomicLong count) {
        telemetry.observe(metric, () -> whole(count.get()));
    }

    private static OptionalDouble whole(long value) {
        return OptionalDouble.of((double) value);
    }
}
