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
            entry("'not found' told without its mark in the lane", new Shown(Theme.ANY, 8)),
            entry("ack gives back by the outcome only, not by the try that was counted", new Shown(Theme.UNHEARD, 4)),
            entry("rebuild as allotted − sold", new Shown(Theme.ORPHANS, 75)),
            entry("acks allowed while recovering", new Shown(Theme.STUCK_RECOVERY, 812)),
            entry("no run_id: a rolled back lane goes on", new Shown(Theme.ANY, 2)),
            entry("a transfer note without an epoch", new Shown(Theme.STUCK_TRANSFER, 1)),
            entry("the receipt of a transfer purged within its epoch", new Shown(Theme.LANES, 25)),
            entry("a receipt taken while recovering", new Shown(Theme.LANES, 0)),
            entry(
                    "the rebuild run again after a lost reply finds its staging gone",
                    new Shown(Theme.STUCK_RECOVERY, 11)),
            entry("no guard in Postgres", new Shown(Theme.SLOW_NODE, 150)),
            entry("'not found' told without a tombstone", new Shown(Theme.ANY, 25)),
            entry("the tombstone's transaction does not ask for the epoch", new Shown(Theme.STUCK_QUESTION, 25)),
            entry("settle without the epoch: a zombie consumer", new Shown(Theme.STUCK_READER, 2)),
            entry("a node that missed the window hands in all the same", new Shown(Theme.SLOW_NODE, 7)),
            entry("late payment takes its unit directly in Postgres", new Shown(Theme.ANY, 20)),
            entry("Postgres read before the stream", new Shown(Theme.ANY, 1)),
            entry("opened before all nodes reported", new Shown(Theme.SINGLE, 17)),
            entry("released read outside the snapshot", new Shown(Theme.STUCK_RECOVERY, 15)),
            entry(
                    "entries beyond what is left are kept, and given back when the guard refuses them",
                    new Shown(Theme.SOLD_ANEW, 5)),
            entry("a reply of an older epoch told as 202", new Shown(Theme.STUCK_BUYER, 1)),
            entry("UNKNOWN attempts held and handed in", new Shown(Theme.UNHEARD, 2)),
            entry("a held attempt dropped on a missing reservation", new Shown(Theme.SINGLE, 10)),
            entry("the try's number comes from a counter in Redis", new Shown(Theme.ANY, 0)),
            entry("one lane recovered alone", new Shown(Theme.ANY, 47)),
            entry("sold-out told after one pass", new Shown(Theme.BUSY_LANES, 15)),
            entry("released stock as notes with an epoch's tag only", new Shown(Theme.ANY, 1)));

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
