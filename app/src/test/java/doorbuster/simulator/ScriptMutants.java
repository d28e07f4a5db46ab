package doorbuster.simulator;

import doorbuster.store.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Mutants whose scripts have another text.
final class ScriptMutants {
    private static final String ANY = "";
    private static final String NOT_OPEN = "if stands ~= 'OPEN' then";
    private static final String NOR_RECOVERING = "if stands ~= 'OPEN' and stands ~= 'RECOVERING' then";

    private ScriptMutants() {}

    /// One passage of a script, and what stands there instead.
    private record Swap(String script, String passage, String instead) {
        boolean concerns(Script other) {
            return script.equals(ANY) || script.equals(other.name());
        }
    }

    static List<Mutant> all() {
        return Stream.of(ofLanes(), ofTransfers()).flatMap(List::stream).toList();
    }

    private static List<Mutant> ofLanes() {
        return List.of(
                mutant(
                        "'not found' told without its mark in the lane",
                        new Swap("mark", "redis.call('HSET', done, ARGV[2], 'EXPIRING')", "")),
                mutant(
                        "ack gives back by the outcome only, not by the try that was counted",
                        new Swap(
                                "ack",
                                "if verdict ~= 'KEEP' then given",
                                "if verdict ~= 'KEEP' or text == 'CANCELLED' or text == 'EXPIRED' then given")),
                mutant(
                        "rebuild as allotted − sold",
                        new Swap(
                                "rebuild",
                                "redis.call('UNLINK', notes, allowNo, blockNo)",
                                "redis.call('UNLINK', notes, allowNo, blockNo)\nlocal all, taken = redis.call('HGETALL', res), 0\n"
                                        + "for i = 2, #all, 2 do taken = taken + tonumber(string.match(all[i], '|(%d+)|')) end"),
                        new Swap("rebuild", "'avail', ARGV[2],", "'avail', ARGV[2] + taken,")),
                mutant(
                        "acks allowed while recovering",
                        new Swap("ack", NOT_OPEN, NOR_RECOVERING),
                        new Swap("read", NOT_OPEN, NOR_RECOVERING)),
                mutant(
                        "no run_id: a rolled back lane goes on",
                        new Swap(ANY, "epoch ~= mine or run ~= process()", "epoch ~= mine")),
                mutant(
                        "the rebuild run again after a lost reply finds its staging gone",
                        new Swap("rebuild", "if s[4] == ARGV[1] then return { stands } end", "")));
    }

    private static List<Mutant> ofTransfers() {
        return List.of(
                mutant(
                        "a transfer note without an epoch",
                        Stream.of("give", "receive", "strike")
                                .map(script -> new Swap(
                                        script,
                                        "standing(s[1], s[2], s[3], ARGV[1])",
                                        "standing(s[1], s[2], s[3], s[1])"))
                                .toArray(Swap[]::new)),
                mutant(
                        "the receipt of a transfer purged within its epoch",
                        new Swap("receive", "redis.call('HSET', notes, 'from' .. ARGV[2], ARGV[3])", "")),
                mutant("a receipt taken while recovering", new Swap("receive", NOT_OPEN, NOR_RECOVERING)));
    }

    private static Mutant mutant(String rule, Swap... swaps) {
        Map<String, String> texts = new HashMap<>();
        return new Mutant(rule, new Variant() {
            @Override
            public String text(Script script) {
                return texts.computeIfAbsent(script.name(), _ -> mutated(script, swaps));
            }
        });
    }

    private static String mutated(Script script, Swap... swaps) {
        String text = script.text(false);
        for (Swap swap : swaps) {
            if (swap.concerns(script)) {
                if (!text.contains(swap.passage())) {
                    throw new IllegalStateException(script.name() + " has no passage to mutate: " + swap.passage());
                }
                text = text.replace(swap.passage(), swap.instead());
            }
        }
        return text;
    }
}
