package doorbuster.simulator;

import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Lane;
import doorbuster.sale.OrderId;
import doorbuster.status.StatusOrders;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Mutants of what a node remembers and asks.
final class NodeMutants {
    private static final Script LOOK = Script.load(StatusOrders.class, "look");

    private NodeMutants() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant("a reply of an older epoch told as 202", new Variant() {
                    @Override
                    public Epochs forHeld(Epochs known) {
                        return new Epochs();
                    }
                }),
                new Mutant("UNKNOWN attempts held and handed in", new Variant() {
                    @Override
                    public boolean holdsUnknown() {
                        return true;
                    }
                }),
                new Mutant("a held attempt dropped on a missing reservation", new Variant() {
                    @Override
                    public boolean dropsOnMissing() {
                        return true;
                    }
                }),
                new Mutant("the try's number comes from a counter in Redis", new Variant() {
                    @Override
                    public String rid(String random, Map<String, String> st) {
                        return "0".repeat(24) + String.format("%08d", Long.parseLong(st.getOrDefault("seq", "0")));
                    }
                }),
                new Mutant("one lane recovered alone", new Variant() {
                    @Override
                    public Scripts quiet(Scripts scripts) {
                        return new Alone(scripts);
                    }
                }),
                mutant("sold-out told after one pass", OnePass::new),
                releasedByNotes());
    }

    private static Mutant mutant(String rule, UnaryOperator<Scripts> wrap) {
        return new Mutant(rule, new Variant() {
            @Override
            public Scripts scripts(Scripts scripts) {
                return wrap.apply(scripts);
            }
        });
    }

    /// Lets go of whatever the lane says it does not have.
    static void dropMissing(Held held, Scripts scripts, Epochs epochs) {
        List<OrderId> missing = new ArrayList<>();
        for (Acceptance acceptance : held.some(100)) {
            OrderId order = acceptance.attempt().order();
            Lane lane = Lane.of(acceptance.attempt().sale(), order);
            Reply reply = scripts.call(
                    LOOK,
                    List.of(lane.key("st"), lane.key("res")),
                    List.of(Long.toString(epochs.of(lane.sale())), order.value()));
            if (reply instanceof Reply.Done done && done.text(2).isEmpty()) {
                missing.add(order);
            }
        }
        held.drop(missing);
    }

    private static Mutant releasedByNotes() {
        return new Mutant("released stock as notes with an epoch's tag only", new Variant() {
            @Override
            public String text(Script script) {
                return script.text(false)
                        .replace("local given = tonumber(ARGV[2]) - tonumber(s[4])", "local given = tonumber(ARGV[2])");
            }

            @Override
            public Scripts scripts(Scripts scripts) {
                return new Notes(scripts);
            }
        });
    }

    /// Says of each release only what it has not said before.
    private static final class Notes extends SameScripts {
        private long said;

        Notes(Scripts real) {
            super(real);
        }

        @Override
        public Reply call(Script script, List<String> keys, List<String> args) {
            if (!script.name().equals("release")) {
                return super.call(script, keys, args);
            }
            long total = Long.parseLong(args.get(1));
            Reply reply = super.call(script, keys, List.of(args.get(0), Long.toString(total - said)));
            if (Standing.of(reply) == Standing.OPEN) {
                said = total;
            }
            return reply;
        }
    }

    /// The second look at a lane is the first.
    private static final class OnePass extends SameScripts {
        private final Map<Thread, Map<List<String>, Reply>> looked = new HashMap<>();

        OnePass(Scripts real) {
            super(real);
        }

        @Override
        public Reply call(Script script, List<String> keys, List<String> args) {
            if (!script.name().equals("pulse")) {
                looked.remove(Thread.currentThread());
                return super.call(script, keys, args);
            }
            Map<List<String>, Reply> mine = looked.computeIfAbsent(Thread.currentThread(), _ -> new HashMap<>());
            Reply before = mine.remove(keys);
            if (before != null) {
                return before;
            }
            Reply reply = super.call(script, keys, args);
            mine.put(keys, reply);
            return reply;
        }
    }

    /// Rebuilds only lanes that are not sound: the others merely learn the epoch.
    private static final class Alone extends SameScripts {
        private static final Reply QUIET = new Reply.Done(List.of("RECOVERING"));
        private final Map<String, Boolean> sound = new HashMap<>();

        Alone(Scripts real) {
            super(real);
        }

        @Override
        public Reply call(Script script, List<String> keys, List<String> args) {
            String st = keys.getFirst();
            if (script.name().equals("quiesce")) {
                String before = Long.toString(Long.parseLong(args.getFirst()) - 1);
                String lane = st.substring(0, st.length() - 2);
                Reply look = super.call(LOOK, List.of(st, lane + "res"), List.of(before, "none"));
                sound.put(st, Standing.of(look) == Standing.OPEN);
            }
            boolean left = sound.getOrDefault(st, false)
                    && (script.name().equals("rebuild") || script.name().equals("stage"));
            return left ? QUIET : super.call(script, keys, args);
        }
    }
}
