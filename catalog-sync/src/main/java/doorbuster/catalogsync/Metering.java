package doorbuster.catalogsync;

import doorbuster.catalogsync.origin.OriginState.Slot;
import doorbuster.catalogsync.origin.SlotWatch;
import doorbuster.catalogsync.unit.Audit;
import doorbuster.catalogsync.unit.Keeper;
import doorbuster.catalogsync.unit.OriginSight.Reached;
import doorbuster.catalogsync.unit.UnitState;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// The metrics of both roles; alerts and runbooks use these names.
final class Metering {
    private Metering() {}

    static void origin(SlotWatch slots, String region) {
        gauge("doorbuster_catalog_slots", region, () -> (long) slots.seen().size());
        gauge(
                "doorbuster_catalog_slots_inactive",
                region,
                () -> slots.seen().stream().filter(slot -> !slot.active()).count());
        gauge("doorbuster_catalog_slot_retained_bytes", region, () -> most(slots, Slot::retainedBytes));
        gauge("doorbuster_catalog_slots_dropped", region, slots::dropped);
        gauge("doorbuster_catalog_wal_limit_bytes", region, slots::walLimit);
    }

    static void unit(Keeper keeper, Duration heartbeat, String region) {
        gauge("doorbuster_catalog_version", region, () -> state(keeper, UnitState::version));
        gauge("doorbuster_catalog_products", region, () -> state(keeper, UnitState::products));
        gauge(
                "doorbuster_catalog_lag_ms",
                region,
                () -> state(
                        keeper,
                        state -> state.lag(heartbeat).map(Duration::toMillis).orElse(-1L)));
        gauge("doorbuster_catalog_streaming", region, () -> state(keeper, state -> state.running() ? 1L : 0L));
        gauge("doorbuster_catalog_apply_errors", region, () -> state(keeper, UnitState::applyErrors));
        gauge("doorbuster_catalog_conflicts", region, () -> state(keeper, UnitState::conflicts));
        gauge("doorbuster_catalog_leads", region, () -> keeper.sight().leads() ? 1L : 0L);
        gauge("doorbuster_catalog_refused", region, () -> keeper.sight().refused() ? 1L : 0L);
        gauge(
                "doorbuster_catalog_origin_reached",
                region,
                () -> keeper.sight().origin().stream()
                        .filter(Reached.class::isInstance)
                        .count());
        gauge(
                "doorbuster_catalog_equal",
                region,
                () -> keeper.sight().audit().stream()
                        .filter(Audit.Equal.class::isInstance)
                        .count());
        gauge(
                "doorbuster_catalog_audit_ms",
                region,
                () -> keeper.sight()
                        .audit()
                        .map(audit -> audit.took().toMillis())
                        .orElse(-1L));
        gauge("doorbuster_catalog_seeds", region, keeper.counts().seeds()::get);
        gauge("doorbuster_catalog_audits", region, keeper.counts().audits()::get);
        gauge("doorbuster_catalog_drifted_rows", region, keeper.counts().driftedRows()::get);
        gauge("doorbuster_catalog_repairs", region, keeper.counts().repairs()::get);
        gauge("doorbuster_catalog_failures", region, keeper.counts().failures()::get);
    }

    private static long most(SlotWatch slots, ToLongFunction<Slot> value) {
        return slots.seen().stream().mapToLong(value).max().orElse(0);
    }

    private static long state(Keeper keeper, ToLongFunction<UnitState> value) {
        return keeper.sight().unit().stream().mapToLong(value).findFirst().orElse(-1);
    }

    private static void gauge(String name, String region, Supplier<Long> value) {
        Metrics.globalRegistry().getOrCreate(Gauge.builder(name, value).tags(List.of(Tag.create("region", region))));
    }
}
