package doorbuster.simulator;

import doorbuster.simulator.redis.Lua;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Runs seed after seed, and says what they came to.
final class Simulator {
    /// Kept, because a logger that nobody holds forgets its level.
    private static final Logger LOG = Logger.getLogger("doorbuster");

    /// What a run of the unit must have met besides every [Mishap], or it has shown too little.
    private static final List<String> MUST_SEE = List.of(
            "accepted",
            "sold-out",
            "foretold",
            "over-limit",
            "recovered",
            "told CONFIRMED",
            "told PAID",
            "told CANCELLED",
            "told EXPIRED");

    private final Lua lua = new Lua();
    private final Variant variant;
    private final Optional<Theme> theme;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Simulation.Outcome> broken = new ArrayList<>();
    private final long began = System.nanoTime();
    private long seeds;
    private long steps;
    private long millis;

    /// Runs the unit as it is, in any trouble.
    Simulator() {
        this(Variant.NONE, Optional.empty());
    }

    Simulator(Variant variant, Optional<Theme> theme) {
        this.theme = theme;
        this.variant = variant;
    }

    /// Keeps the unit's own log out of the way of thousands of recoveries.
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    /// Runs so many seeds, until one breaks a promise.
    Simulator run(long first, long many) {
        return each(new AtomicLong(first)::getAndIncrement, seed -> seed < first + many);
    }

    /// Runs seeds of the unit as it is on all processors, each seed on one of them, as long as there is a next one that
    /// is wanted, or until one breaks a promise.
    static Simulator together(long first, LongPredicate wanted) {
        Simulator all = new Simulator();
        AtomicLong next = new AtomicLong(first);
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .mapToObj(_ -> new Simulator().each(next::getAndIncrement, wanted))
                .toList()
                .forEach(all::add);
        return all;
    }

    private Simulator each(LongSupplier next, LongPredicate wanted) {
        for (long seed = next.getAsLong(); wanted.test(seed) && broken.isEmpty(); seed = next.getAsLong()) {
            one(seed);
        }
        return this;
    }

    private void add(Simulator other) {
        seeds += other.seeds;
        steps += other.steps;
        millis += other.millis;
        other.counts.forEach((what, many) -> counts.merge(what, many, Long::sum));
        broken.addAll(other.broken);
    }

    private void one(long seed) {
        Simulation.Outcome outcome = Simulation.run(seed, theme, variant, lua);
        seeds++;
        steps += outcome.steps();
        millis += outcome.millis();
        outcome.counts().forEach((what, many) -> counts.merge(what, many, Long::sum));
        if (outcome.violation().isPresent()) {
            broken.add(outcome);
        }
    }

    /// How many seeds were run.
    long seeds() {
        return seeds;
    }

    /// Seeds that broke a promise.
    List<Simulation.Outcome> broken() {
        return broken;
    }

    /// What never happened although it must.
    List<String> missed() {
        List<String> missed = new ArrayList<>(MUST_SEE);
        Arrays.stream(Mishap.values()).map(Mishap::name).forEach(missed::add);
        missed.removeIf(what -> counts.getOrDefault(what, 0L) > 0);
        return missed;
    }

    /// A failing seed, with the command that plays it again.
    static String told(Simulation.Outcome outcome) {
        return "seed " + outcome.seed() + ": "
                + outcome.violation().map(Witness.Violation::what).orElse("nothing broken") + "; " + outcome.shape()
                + "; replay with mvn -pl app -am test -Dtest=SimulatorTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dsimulator.seed=" + outcome.seed();
    }

    /// The failing seeds, each in words.
    String told() {
        return broken.stream().map(Simulator::told).collect(Collectors.joining("\n"));
    }

    /// Figures of the run, in words.
    String report() {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return "%d seeds in %.1f s (%.0f a minute), %d steps, %.1f simulated hours; %s"
                .formatted(
                        seeds,
                        took.toMillis() / 1e3,
                        seeds * 60_000.0 / Math.max(1, took.toMillis()),
                        steps,
                        millis / 3_600_000.0,
                        counts);
    }
}
