package doorbuster.loadtest.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What a whole run came to.
///
/// @param rounds each with one measure per kind
/// @param conditions under which it was measured
/// @param balanced whether every book balanced at the end
record Result(List<List<Measure>> rounds, Map<String, Object> conditions, boolean balanced) {
    static final double BETTER_THAN_RECIPE = 1.5;

    /// The median over the rounds of `kind` as a ratio to the constant answer of the same round.
    double ratio(Kind kind) {
        return Median.of(rounds.stream()
                .mapToDouble(round ->
                        of(round, kind).rate() / of(round, Kind.CONSTANT).rate()));
    }

    /// The median over the rounds of accepted orders as a ratio to the recipe of the same round.
    double overRecipe() {
        return Median.of(rounds.stream()
                .mapToDouble(round ->
                        of(round, Kind.ACCEPTED).rate() / of(round, Kind.RECIPE).rate()));
    }

    /// Whether all answers were as they should be.
    boolean clean() {
        return balanced
                && rounds.stream()
                        .flatMap(List::stream)
                        .allMatch(measure -> measure.others().isEmpty());
    }

    /// Whether every target was reached.
    boolean reached() {
        return Arrays.stream(Kind.values()).allMatch(kind -> ratio(kind) >= kind.target())
                && overRecipe() >= BETTER_THAN_RECIPE;
    }

    String table() {
        StringBuilder text = new StringBuilder(256);
        text.append(String.format(
                Locale.ROOT,
                "%-10s %10s %9s %9s %9s %8s %8s %8s %10s%n",
                "",
                "per s",
                "p50 ms",
                "p99 ms",
                "settled",
                "cpu us",
                "ratio",
                "target",
                "cpu ratio"));
        for (Kind kind : Kind.values()) {
            text.append(line(kind));
        }
        text.append(String.format(
                Locale.ROOT,
                "accepted : recipe %.2f (target >= %.1f); books %s; medians of %d rounds%n",
                overRecipe(),
                BETTER_THAN_RECIPE,
                balanced ? "balanced" : "NOT BALANCED",
                rounds.size()));
        rounds.stream()
                .flatMap(List::stream)
                .filter(measure -> !measure.others().isEmpty())
                .forEach(measure -> text.append(
                        String.format("%s also answered %s%n", measure.kind().word(), measure.others())));
        return text.toString();
    }

    private String line(Kind kind) {
        return String.format(
                Locale.ROOT,
                "%-10s %10.0f %9.1f %9.1f %8.0f%% %8.0f %8.2f %8s %10.2f%n",
                kind.word(),
                each(kind, Measure::rate),
                each(kind, measure -> measure.p50Micros() / 1e3),
                each(kind, measure -> measure.p99Micros() / 1e3),
                each(kind, Measure::settledShare) * 100,
                each(kind, Measure::cpu),
                ratio(kind),
                kind.target() == 0 ? "-" : String.format(Locale.ROOT, ">= %.2f", kind.target()),
                each(Kind.CONSTANT, Measure::cpu) / each(kind, Measure::cpu));
    }

    Map<String, Object> json() {
        Map<String, Object> ratios = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            ratios.put(kind.word(), rounded(ratio(kind)));
        }
        ratios.put("accepted-over-recipe", rounded(overRecipe()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ratios", ratios);
        json.put("reached", reached());
        json.put("balanced", balanced);
        json.put("rounds", rounds);
        json.put("conditions", conditions);
        return json;
    }

    private double each(Kind kind, ToDoubleFunction<Measure> figure) {
        return Median.of(rounds.stream().mapToDouble(round -> figure.applyAsDouble(of(round, kind))));
    }

    private static Measure of(List<Measure> round, Kind kind) {
        return round.stream()
                .filter(measure -> measure.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static double rounded(double number) {
        return Math.round(number * 1000) / 1000.0;
    }
}
