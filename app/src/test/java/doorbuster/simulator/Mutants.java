package doorbuster.simulator;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// All mutants: the design's list of rules, each left out, and those that the model added; with the kind of trouble
/// that shows each, and the seed of that kind that did so last.
final class Mutants {
    private record Shown(Theme by, long seed) {}

    private static final Map<String, Shown> SHOWN = Map.ofEntries(
            entry("'not found' told without its mark in the lane", new Shown(Theme.ANY, 3)),
            entry("ack gives back by the outcome only, not by the try that was counted", new Shown(Theme.ANY, 0)),
            entry("rebuild as allotted − sold", new Shown(Theme.ORPHANS, 17)),
            entry("acks allowed while recovering", new Shown(Theme.ORPHANS, 0)),
            entry("no run_id: a rolled back lane goes on", new Shown(Theme.ANY, 2)),
            entry("a transfer note without an epoch", new Shown(Theme.LANES, 0)),
            entry("the receipt of a transfer purged within its epoch", new Shown(Theme.LANES, 9)),
            entry("a receipt taken while recovering", new Shown(Theme.LANES, 0)),
            entry("the rebuild run again after a lost reply finds its staging gone", new Shown(Theme.ORPHANS, 0)),
            entry("no guard in Postgres", new Shown(Theme.SLOW_NODE, 81)),
            entry("'not found' told without a tombstone", new Shown(Theme.ANY, 38)),
            entry("the tombstone's transaction does not ask for the epoch", new Shown(Theme.LANES, 0)),
            entry("settle without the epoch: a zombie consumer", new Shown(Theme.SLOW_NODE, 0)),
            entry("a node that missed the window hands in all the same", new Shown(Theme.SLOW_NODE, 0)),
            entry("late payment takes its unit directly in Postgres", new Shown(Theme.ANY, 4)),
            entry("Postgres read before the stream", new Shown(Theme.ANY, 0)),
            entry("opened before all nodes reported", new Shown(Theme.SINGLE, 19)),
            entry("released read outside the snapshot", new Shown(Theme.LANES, 0)),
            entry(
                    "entries beyond what is left are kept, and given back when the guard refuses them",
                    new Shown(Theme.SLOW_NODE, 0)),
            entry("a reply of an older epoch told as 202", new Shown(Theme.SLOW_NODE, 0)),
            entry("UNKNOWN attempts held and handed in", new Shown(Theme.SINGLE, 0)),
            entry("a held attempt dropped on a missing reservation", new Shown(Theme.SINGLE, 3)),
            entry("the try's number comes from a counter in Redis", new Shown(Theme.ANY, 0)),
            entry("one lane recovered alone", new Shown(Theme.ANY, 9)),
            entry("sold-out told after one pass", new Shown(Theme.LANES, 0)),
            entry("released stock as notes with an epoch's tag only", new Shown(Theme.ANY, 2)));

    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(ScriptMutants.all(), StatementMutants.all(), RecoveryMutants.all(), NodeMutants.all())
                .flatMap(List::stream)
                .map(mutant -> {
                    Shown shown = Objects.requireNonNull(SHOWN.get(mutant.rule()), mutant.rule());
                    return mutant.shownBy(shown.by(), shown.seed());
                })
                .toList();
    }
}
