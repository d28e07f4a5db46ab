package doorbuster.loadtest.faults;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.loadtest.reckon.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A round as `report.json` keeps it, so that a long run can be made in pieces.
final class RoundNotes {
    private RoundNotes() {}

    static Map<String, Object> write(Round round) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("fault", round.fault().word());
        note.put("seed", round.seed());
        note.put("lanes", round.lanes());
        note.put("attempts", round.attempts());
        note.put("accepted", round.accepted());
        note.put("confirmed", round.confirmed());
        note.put("refusedAfterAccepted", round.refusedAfterAccepted());
        note.put(
                "findings",
                round.findings().stream()
                        .map(finding -> Map.of("kind", finding.kind().name(), "what", finding.what()))
                        .toList());
        note.put("toFinalMs", round.toFinal().toMillis());
        round.sellsAgain().ifPresent(took -> note.put("sellsAgainMs", took.toMillis()));
        note.put("open", round.open());
        note.put("trouble", round.trouble());
        Map<String, Object> laps = new LinkedHashMap<>();
        round.laps().forEach((name, took) -> laps.put(name, took.toMillis()));
        note.put("lapsMs", laps);
        return note;
    }

    /// @throws IllegalArgumentException when it names a fault or finding that there is none of
    static Round read(JsonNode note) {
        List<Finding> findings = new ArrayList<>();
        note.path("findings")
                .forEach(finding -> findings.add(new Finding(
                        Finding.Kind.valueOf(finding.path("kind").asText()),
                        finding.path("what").asText())));
        Map<String, Duration> laps = new LinkedHashMap<>();
        note.path("lapsMs")
                .properties()
                .forEach(lap ->
                        laps.put(lap.getKey(), Duration.ofMillis(lap.getValue().asLong())));
        return new Round(
                Fault.valueOf(
                        note.path("fault").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
                note.path("seed").asLong(),
                note.path("lanes").asInt(),
                note.path("attempts").asLong(),
                note.path("accepted").asLong(),
                note.path("confirmed").asLong(),
                note.path("refusedAfterAccepted").asLong(),
                findings,
                Duration.ofMillis(note.path("toFinalMs").asLong()),
                Optional.ofNullable(note.get("sellsAgainMs")).map(ms -> Duration.ofMillis(ms.asLong())),
                note.path("open").asInt(),
                note.path("trouble").asText(),
                laps);
    }
}
