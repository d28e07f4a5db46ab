package doorbuster;

import doorbuster.console.Health;
import doorbuster.console.Vitals;
import doorbuster.reserve.LaneLook;
import doorbuster.reserve.SaleLook;
import doorbuster.sale.Offer;
import doorbuster.settle.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a node is: asked beside the requests, read from memory by probes and operators.
final class NodeHealth implements Vitals {
    private final Engine engine;
    private final InstantSource clock;
    private final StoreHealth redis;
    private final StoreHealth postgres;
    private volatile Health.Report stores = new Health.Report(Instant.EPOCH, List.of());
    private volatile boolean ending;

    /// @param maxAge how old a report may be, and how long a store may leave its question unanswered
    NodeHealth(Engine engine, InstantSource clock, Duration maxAge) {
        this.engine = engine;
        this.clock = clock;
        redis = new StoreHealth("redis", engine.ground.redis()::answers, () -> "answers", maxAge, clock);
        postgres = new StoreHealth(
                "postgres",
                engine.ground.postgres()::answers,
                () -> engine.ground.postgres().usage().toString(),
                maxAge,
                clock);
    }

    /// Asks the stores once.
    void beat() {
        List<Health.Check> checks = List.of(redis.ask(), postgres.ask());
        stores = new Health.Report(clock.instant(), checks);
    }

    /// From here on the node is not ready.
    void ending() {
        ending = true;
    }

    /// What the probes are told.
    Health probes(Duration maxAge) {
        return new Health(
                () -> with(new Health.Check("node", !ending, ending ? "is ending" : "runs")),
                this::unit,
                maxAge,
                clock);
    }

    @Override
    public Reading now() {
        List<LaneReading> lanes = new ArrayList<>();
        long oldest = Long.MAX_VALUE;
        long buried = 0;
        for (Offer offer : engine.ground.roster().all()) {
            for (LaneLook look : looks(offer)) {
                lanes.add(new LaneReading(
                        offer.id().value(),
                        look.lane().number(),
                        look.form() > Entry.VERSION
                                ? Vitals.NEWER_ENTRY
                                : look.standing().name(),
                        look.available()));
                buried += look.buried();
                if (look.queued() > 0) {
                    oldest = Math.min(oldest, look.oldest().toEpochMilli());
                }
            }
        }
        long lag = oldest == Long.MAX_VALUE ? 0 : Math.max(0, clock.millis() - oldest);
        return new Reading(stores.checks(), lag, engine.ground.held().size(), buried, lanes);
    }

    /// The stores as they answered the last look.
    List<Health.Check> stores() {
        return stores.checks();
    }

    private Health.Report unit() {
        boolean draining = engine.unitSwitch.isDraining();
        return with(new Health.Check("drain", !draining, draining ? "is draining" : "sells"));
    }

    private Health.Report with(Health.Check check) {
        Health.Report report = stores;
        List<Health.Check> checks = new ArrayList<>(report.checks());
        checks.add(check);
        return new Health.Report(report.at(), checks);
    }

    private List<LaneLook> looks(Offer offer) {
        Optional<SaleLook> look = engine.reserving.pulse.look(offer.id());
        return look.map(SaleLook::lanes).orElse(List.of());
    }
}
