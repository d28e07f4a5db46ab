package doorbuster.loadtest.bench;

import com.sun.net.httpserver.HttpServer;
import doorbuster.infra.fleet.Workspace;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.SaleDesk;
import doorbuster.loadtest.trial.TrialUnit;
import doorbuster.loadtest.wire.Generator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Accepted orders per second with a tenth of the requests traced and metrics on, against the same with the
/// OpenTelemetry SDK switched off: two units with stores of their own, one after the other in each round, first the one
/// and in the next round first the other.
final class TelemetryBench {
    /// The least part of the rate without telemetry.
    static final double TARGET = 0.95;

    private static final long STOCK = 5_000_000;
    private static final int LIMIT = 999;
    private static final int ACCEPTED = 202;
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private final Bench.Plan plan;
    private final Consumer<String> say;

    TelemetryBench(Bench.Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /// What came out.
    ///
    /// @param ratio the median of the rounds' ratios
    /// @param cpuOff CPU time of an accepted order without telemetry, of all processes of the unit, in microseconds
    /// @param cpuOn the same with telemetry; steadier than a rate where others use the machine as well
    /// @param spanBytes what the collector received
    /// @param clean whether every answer was as it should be and all books balanced
    record Result(
            List<Double> off,
            List<Double> on,
            double ratio,
            double cpuOff,
            double cpuOn,
            long spanBytes,
            boolean clean) {
        boolean reached() {
            return ratio >= TARGET;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "accepted orders/s with telemetry %s, without %s; median ratio %.3f (target %.2f)%n"
                            + "CPU time of an order in app, Redis and Postgres %.1f us with telemetry, %.1f without (%.3f);"
                            + " %,d bytes of spans%n",
                    rounded(on),
                    rounded(off),
                    ratio,
                    TARGET,
                    cpuOn,
                    cpuOff,
                    cpuOff / cpuOn,
                    spanBytes);
        }

        private static List<Long> rounded(List<Double> rates) {
            return rates.stream().map(Math::round).toList();
        }
    }

    Result run(Workspace workspace) {
        LongAdder bytes = new LongAdder();
        HttpServer sink = sink(bytes);
        say.accept("starting two units with stores of their own …");
        try (TrialUnit bare = TrialUnit.start(workspace, plan.heapMb());
                TrialUnit seen = TrialUnit.start(workspace, plan.heapMb())) {
            Side off =
                    new Side("off", bare, bare.node(Map.copyOf(plan.settings()), Map.of("OTEL_SDK_DISABLED", "true")));
            Side on = new Side("on", seen, seen.node(Map.copyOf(plan.settings()), collector(sink)));
            say.accept("app without " + off.node.process().pid() + ", with "
                    + on.node.process().pid() + "; warming up …");
            warmUp(List.of(off, on));
            for (int round = 1; round <= plan.rounds(); round++) {
                for (Side side : round % 2 == 0 ? List.of(on, off) : List.of(off, on)) {
                    side.measure(round);
                    say.accept("round " + round + " of " + plan.rounds() + ": telemetry " + side.word + " "
                            + Math.round(side.rates.getLast()) + "/s, " + Math.round(side.cpu.getLast())
                            + " us of CPU an order");
                }
            }
            return new Result(
                    off.rates,
                    on.rates,
                    Median.of(ratios(off.rates, on.rates)),
                    Median.of(off.cpu.stream().mapToDouble(Double::doubleValue)),
                    Median.of(on.cpu.stream().mapToDouble(Double::doubleValue)),
                    bytes.sum(),
                    off.balanced() && on.balanced());
        } finally {
            sink.stop(0);
        }
    }

    /// In turns, or the compilers of the first would catch up while the second is played.
    private void warmUp(List<Side> sides) {
        long turns = plan.warmUp().dividedBy(plan.burst());
        List<String> sales = sides.stream().map(side -> side.open("warm")).toList();
        for (int turn = 1; turn <= turns; turn++) {
            for (int i = 0; i < sides.size(); i++) {
                var _ = sides.get(i).play(sales.get(i), "w" + turn);
            }
        }
    }

    private static DoubleStream ratios(List<Double> off, List<Double> on) {
        return IntStream.range(0, off.size()).mapToDouble(round -> on.get(round) / off.get(round));
    }

    private static Map<String, String> collector(HttpServer sink) {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + sink.getAddress().getPort(),
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "OTEL_TRACES_SAMPLER",
                "parentbased_traceidratio",
                "OTEL_TRACES_SAMPLER_ARG",
                "0.1");
    }

    /// A collector that takes everything.
    private static HttpServer sink(LongAdder bytes) {
        try {
            HttpServer sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            sink.createContext("/", exchange -> {
                try (InputStream in = exchange.getRequestBody()) {
                    bytes.add(in.transferTo(OutputStream.nullOutputStream()));
                }
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            sink.start();
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of the two units.
    private final class Side {
        private final String word;
        private final TrialUnit unit;
        private final AppNode node;
        private final Crowd crowd;
        private final SaleDesk desk;
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> cpu = new ArrayList<>();
        private boolean clean = true;

        Side(String word, TrialUnit unit, AppNode node) {
            this.word = word;
            this.unit = unit;
            this.node = node;
            crowd = Crowd.of(unit.identity(), "bench-", plan.buyers());
            desk = new SaleDesk(node.admin());
        }

        /// Opens a sale, and answers its name.
        String open(String name) {
            String sale = "telemetry-" + word + "-" + name;
            desk.open(sale, "BENCH-1", STOCK, LIMIT);
            return sale;
        }

        /// One burst that counts.
        void measure(int round) {
            Cpu before = Cpu.now(unit);
            Burst burst = play(open("r" + round), "r" + round);
            Map<String, Double> micros = Cpu.now(unit).since(before, burst.good());
            rates.add(burst.good() / (double) plan.burst().toSeconds());
            cpu.add(micros.getOrDefault("app", 0.0)
                    + micros.getOrDefault("redis", 0.0)
                    + micros.getOrDefault("postgres", 0.0));
        }

        /// One burst, and the settling of all that it bought.
        Burst play(String sale, String keys) {
            Burst burst = new Burst("/v1/sales/" + sale + "/orders", keys, crowd, ACCEPTED, Integer.MAX_VALUE);
            var _ = new Generator(List.of(node.front()), plan.connections()).run(burst, plan.burst());
            clean &= burst.others().isEmpty()
                    && desk.settledBook(sale, DRAIN).path("balanced").asBoolean();
            return burst;
        }

        boolean balanced() {
            return clean;
        }
    }
}
