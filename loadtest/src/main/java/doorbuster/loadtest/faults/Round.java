package doorbuster.loadtest.faults;

import doorbuster.loadtest.reckon.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one round showed.
///
/// @param seed with which it replays
/// @param lanes of its sale; 0 when it could not be opened
/// @param attempts requests for an order
/// @param accepted orders that a buyer was told of
/// @param confirmed orders that Postgres has as confirmed
/// @param refusedAfterAccepted orders told as accepted that ended as refused or expired
/// @param toFinal from the moment when every part was well again until every order was final
/// @param sellsAgain from the strike until the last of the lanes had accepted an attempt made after it, where all did
/// @param open orders that were not final, or attempts without an answer, after 60 s of health
/// @param trouble why the round could not be played to its end; empty for none
/// @param laps where its time went
record Round(
        Fault fault,
        long seed,
        int lanes,
        long attempts,
        long accepted,
        long confirmed,
        long refusedAfterAccepted,
        List<Finding> findings,
        Duration toFinal,
        Optional<Duration> sellsAgain,
        int open,
        String trouble,
        Map<String, Duration> laps) {
    private static final Duration FINAL_WITHIN = Duration.ofSeconds(60);

    Round {
        findings = List.copyOf(findings);
        laps = Collections.unmodifiableMap(new LinkedHashMap<>(laps));
    }

    static Round failed(Fault fault, long seed, String trouble) {
        return new Round(fault, seed, 0, 0, 0, 0, 0, List.of(), Duration.ZERO, Optional.empty(), 0, trouble, Map.of());
    }

    /// How long it took.
    Duration took() {
        return laps.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /// What must not be, one line each; empty when every promise was kept.
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (!trouble.isEmpty()) {
            broken.add(trouble);
        }
        findings.forEach(finding -> broken.add(finding.kind() + ": " + finding.what()));
        if (fault.isSingle() && refusedAfterAccepted > 0) {
            broken.add(refusedAfterAccepted + " accepted orders were not confirmed after a single fault");
        }
        if (open > 0) {
            broken.add(open + " orders or attempts without a final answer after 60 s of health");
        }
        if (toFinal.compareTo(FINAL_WITHIN) > 0) {
            broken.add("final only after " + toFinal.toSeconds() + " s");
        }
        fault.sellsAgainWithin()
                .filter(most -> trouble.isEmpty()
                        && sellsAgain.map(took -> took.compareTo(most) > 0).orElse(true))
                .ifPresent(most -> broken.add("not every lane sold again within " + most.toSeconds() + " s: "
                        + sellsAgain.map(took -> took.toMillis() + " ms").orElse("never")));
        return broken;
    }

    /// How many findings are of one kind.
    long count(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
