package doorbuster.loadtest.bench;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.SaleDesk;
import doorbuster.loadtest.trial.TrialUnit;
import doorbuster.loadtest.wire.Generator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Starts a unit of its own and measures the kinds in turn, round after round, so that whatever else the machine does
/// meets all of them alike.
///
/// The recipe it is compared with is the usual one: each request runs the reserve script by itself and adds a stream
/// entry of its own, all requests at once over one pipelining connection. It is this same app with
/// `reserve.attempts-per-call: 1` and as many calls under way as there are connections, in a process of its own
/// against the same stores; checks, durability and settling are the same.
public final class Bench {
    private static final long STOCK = 5_000_000;
    private static final int LIMIT = 999;
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final String VERIFYING = "bench-verify";
    /// A buyer's first ten attempts a minute at a sale are answered from memory: no sold-out sale is asked longer.
    private static final Duration SLICE = Duration.ofSeconds(4);
    private static final int SLICES = 3;
    private final Plan plan;
    private final Consumer<String> say;

    /// What to measure.
    ///
    /// @param rounds 1–50
    /// @param burst how long each kind is measured in a round, 1–60 s
    /// @param warmUp how long each kind is played before; sold-out refusals 12 s
    /// @param connections 1–256
    /// @param buyers each with a token that the nodes have verified before
    /// @param heapMb of each app process
    /// @param settings of both app processes that differ from the defaults
    public record Plan(
            int rounds,
            Duration burst,
            Duration warmUp,
            int connections,
            int buyers,
            int heapMb,
            Map<String, String> settings) {

        /// @throws IllegalArgumentException when a number is out of its bounds
        public Plan {
            settings = Map.copyOf(settings);
            if (rounds < 1 || rounds > 50 || connections < 1 || connections > 256) {
                throw new IllegalArgumentException("1 to 50 rounds and 1 to 256 connections");
            }
            if (burst.toSeconds() < 1 || burst.toSeconds() > 60 || warmUp.toSeconds() > 120) {
                throw new IllegalArgumentException("bursts of 1 to 60 s and a warm-up of at most 120 s");
            }
            if (buyers < 100 || buyers > 50_000 || heapMb < 64) {
                throw new IllegalArgumentException("100 to 50,000 buyers and a heap of at least 64 MB");
            }
        }
    }

    /// @param say told what happens, a line each
    public Bench(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /// Runs it all; about `rounds × 4 × burst` and half a minute.
    Result run(Workspace workspace) {
        say.accept("starting PostgreSQL, a Redis Cluster and two app processes …");
        try (TrialUnit unit = TrialUnit.start(workspace, plan.heapMb())) {
            AppNode node = unit.node(nodeSettings());
            AppNode recipe = unit.node(recipeSettings());
            say.accept("app " + node.process().pid() + ", recipe "
                    + recipe.process().pid() + "; signing " + plan.buyers() + " tokens …");
            Crowd crowd = Crowd.of(unit.identity(), "bench-", plan.buyers());
            Course course = new Course(unit, node, recipe, crowd);
            course.warmUp();
            List<List<Measure>> rounds = new ArrayList<>();
            for (int round = 1; round <= plan.rounds(); round++) {
                rounds.add(course.round(round));
            }
            return new Result(rounds, Conditions.of(plan, unit, recipeSettings()), course.balanced());
        }
    }

    private Map<String, Object> nodeSettings() {
        Map<String, Object> settings = new LinkedHashMap<>(plan.settings());
        settings.put("bench.constant", true);
        return settings;
    }

    private Map<String, Object> recipeSettings() {
        Map<String, Object> settings = new LinkedHashMap<>(plan.settings());
        settings.put("reserve.attempts-per-call", 1);
        settings.put("reserve.calls-under-way", plan.connections());
        return settings;
    }

    /// One run's way through the kinds.
    private final class Course {
        private final TrialUnit unit;
        private final AppNode node;
        private final AppNode recipe;
        private final Crowd crowd;
        private final SaleDesk desk;
        private final List<String> sales = new ArrayList<>();

        Course(TrialUnit unit, AppNode node, AppNode recipe, Crowd crowd) {
            this.unit = unit;
            this.node = node;
            this.recipe = recipe;
            this.crowd = crowd;
            desk = new SaleDesk(node.admin());
        }

        void warmUp() {
            open(VERIFYING, 1);
            say.accept("letting both nodes verify the tokens …");
            ask(node, VERIFYING, crowd.size());
            awaitKnown(VERIFYING);
            ask(recipe, VERIFYING, crowd.size());
            say.accept("warming up …");
            for (Kind kind : Kind.values()) {
                if (kind == Kind.SOLD_OUT) {
                    for (int slice = 1; slice <= SLICES; slice++) {
                        play(kind, prepare(kind, "warm-" + slice), "warm", SLICE);
                    }
                } else {
                    play(kind, prepare(kind, "warm"), "warm", plan.warmUp());
                }
            }
        }

        /// Buyer after buyer asks for the last unit, each once: a signature is checked at the first request of a token
        /// and remembered then.
        private void ask(AppNode at, String sale, int buyers) {
            Burst once = new Burst("/v1/sales/" + sale + "/orders", "ask", crowd, Kind.SOLD_OUT.status(), buyers);
            var _ = new Generator(List.of(at.front()), plan.connections()).run(once, DRAIN);
        }

        List<Measure> round(int number) {
            List<Measure> measures = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                Measure measure = play(kind, prepare(kind, "r" + number), "r" + number, plan.burst());
                say.accept("round " + number + " of " + plan.rounds() + ": " + kind.word() + " "
                        + Math.round(measure.rate()) + "/s");
                measures.add(measure);
            }
            return measures;
        }

        boolean balanced() {
            return sales.stream()
                    .map(sale -> desk.settledBook(sale, DRAIN))
                    .allMatch(book -> book.path("balanced").asBoolean()
                            && book.path("accepted").asLong() == 0);
        }

        /// The sale of the burst, a new one each time: buyers meet a real one once or a few times.
        private String prepare(Kind kind, String when) {
            if (kind == Kind.CONSTANT) {
                return VERIFYING;
            }
            String sale = "bench-" + kind.word() + "-" + when;
            open(sale, kind.takes() ? STOCK : 1);
            if (!kind.takes()) {
                ask(node, sale, plan.connections());
            }
            return sale;
        }

        private void open(String sale, long stock) {
            desk.open(sale, "BENCH-1", stock, LIMIT);
            sales.add(sale);
        }

        private Measure play(Kind kind, String sale, String word, Duration time) {
            AppNode to = kind == Kind.RECIPE ? recipe : node;
            String path = kind == Kind.CONSTANT ? "/bench/constant" : "/v1/sales/" + sale + "/orders";
            if (kind == Kind.RECIPE) {
                awaitKnown(sale);
            }
            Burst burst = new Burst(path, word, crowd, kind.status(), Integer.MAX_VALUE);
            Cpu before = Cpu.now(unit);
            Generator.Tally tally = new Generator(List.of(to.front()), plan.connections()).run(burst, time);
            double settled = kind.takes() ? sold(sale) / (double) Math.max(1, burst.good()) : 1;
            if (kind.takes()) {
                JsonNode book = desk.settledBook(sale, DRAIN);
                if (book.path("confirmed").asLong() < burst.good()) {
                    throw new StartFailed("accepted " + burst.good() + ", but the book says " + book);
                }
            }
            Cpu after = Cpu.now(unit);
            return new Measure(
                    kind,
                    tally.rate(),
                    tally.latency().getValueAtPercentile(50),
                    tally.latency().getValueAtPercentile(99),
                    Math.min(1, settled),
                    after.since(before, burst.good()),
                    burst.others());
        }

        /// The other node hears of a sale by its beat.
        private void awaitKnown(String sale) {
            var _ = new SaleDesk(recipe.admin()).settledBook(sale, DRAIN);
        }

        private long sold(String sale) {
            try (Connection connection = unit.connect();
                    PreparedStatement statement = connection.prepareStatement("SELECT sold FROM sale WHERE id = ?")) {
                statement.setString(1, sale);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? rows.getLong(1) : 0;
                }
            } catch (SQLException e) {
                throw new StartFailed("the sale cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
