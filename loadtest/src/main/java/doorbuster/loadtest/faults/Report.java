package doorbuster.loadtest.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.loadtest.reckon.Finding.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// The rounds so far, one line per fault, as `report.md` and `report.json`. Safe for use by many threads.
final class Report {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "report.json";
    private static final String HEAD = """
            # Fault suite

            Real processes: two app nodes, a Redis Cluster of 3 + 3, PostgreSQL; buyers over HTTP. "On lanes": rounds whose
            sale has several. Times in seconds, the longest of all rounds; "round" is the mean. "Sells again" counts from
            the strike until the last of the lanes has accepted an attempt made after it, "final" from the moment when
            every part was well again until every order was seen to be.

            | fault | rounds | on lanes | attempts | accepted | confirmed | refused after accepted | lost or turned \
            | duplicates | oversold | leaked | final | sells again | round | broken rounds |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private final Path folder;
    private final Map<Fault, List<Round>> rounds = new EnumMap<>(Fault.class);

    Report(Path folder) {
        this.folder = folder;
    }

    /// Takes over the rounds that an earlier run has left in the folder.
    ///
    /// @return how many
    /// @throws IllegalArgumentException when there is no report, or one that cannot be read
    synchronized int readBefore() {
        try {
            JsonNode before = JSON.readTree(folder.resolve(NAME).toFile()).path("rounds");
            before.forEach(note -> keep(RoundNotes.read(note)));
            return before.size();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    folder.resolve(NAME) + " cannot be added to: " + String.valueOf(e.getMessage()), e);
        }
    }

    /// Adds a round and writes the files anew.
    synchronized void add(Round round) {
        keep(round);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("report.md"), markdown());
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(
                            folder.resolve(NAME).toFile(),
                            Map.of(
                                    "faults",
                                    lines(),
                                    "rounds",
                                    rounds.values().stream()
                                            .flatMap(List::stream)
                                            .map(RoundNotes::write)
                                            .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Rounds in which a promise was broken.
    synchronized List<Round> broken() {
        return rounds.values().stream()
                .flatMap(List::stream)
                .filter(round -> !round.broken().isEmpty())
                .toList();
    }

    synchronized String markdown() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Map<String, Object> line : lines()) {
            text.append("| ").append(line.get("title"));
            line.entrySet().stream().skip(3).forEach(entry -> text.append(" | ").append(entry.getValue()));
            text.append(" |\n");
        }
        broken().forEach(round -> text.append("\n- `./doorbuster load faults --fault ")
                .append(round.fault().word())
                .append(" --seed ")
                .append(round.seed())
                .append(" --rounds 1`: ")
                .append(String.join("; ", round.broken())));
        return text.append(broken().isEmpty() ? "" : "\n").toString();
    }

    private void keep(Round round) {
        rounds.computeIfAbsent(round.fault(), _ -> new ArrayList<>()).add(round);
    }

    private List<Map<String, Object>> lines() {
        return rounds.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Object> line(Fault fault, List<Round> all) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("fault", fault.word());
        line.put("title", fault.title());
        line.put("single", fault.isSingle());
        line.put("rounds", all.size());
        line.put("onLanes", all.stream().filter(round -> round.lanes() > 1).count());
        line.put("attempts", sum(all, Round::attempts));
        line.put("accepted", sum(all, Round::accepted));
        line.put("confirmed", sum(all, Round::confirmed));
        line.put("refusedAfterAccepted", sum(all, Round::refusedAfterAccepted));
        line.put("lost", sum(all, round -> round.count(Kind.LOST) + round.count(Kind.TURNED)));
        line.put("duplicates", sum(all, round -> round.count(Kind.DOUBLED)));
        line.put("oversold", sum(all, round -> round.count(Kind.OVERSOLD) + round.count(Kind.OVER_LIMIT)));
        line.put("leaked", sum(all, round -> round.count(Kind.LEAKED) + round.count(Kind.MISBOOKED)));
        line.put("longestToFinal", longest(all.stream().map(round -> Optional.of(round.toFinal()))));
        line.put("longestToSellAgain", longest(all.stream().map(Round::sellsAgain)));
        line.put("meanRound", seconds(mean(all)));
        line.put(
                "broken",
                all.stream().filter(round -> !round.broken().isEmpty()).count());
        return line;
    }

    private static long sum(List<Round> all, ToLongFunction<Round> what) {
        return all.stream().mapToLong(what).sum();
    }

    private static Duration mean(List<Round> all) {
        return all.stream()
                .map(Round::took)
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(all.size());
    }

    private static String longest(Stream<Optional<Duration>> times) {
        return times.flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(Report::seconds)
                .orElse("–");
    }

    /// With one digit, as people read it.
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
    }
}
