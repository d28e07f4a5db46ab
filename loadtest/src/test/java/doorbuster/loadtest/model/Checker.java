package doorbuster.loadtest.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Visits every state that a model can reach, nearest first, so that the first violation has the shortest trace.
///
/// A state is known by a 128-bit fingerprint of its cells: of ten million states two collide with probability
/// 2e-25. Its trace is kept as the number of the state it was reached from, and is told by walking the steps
/// again.
final class Checker {
    private final Bounds bounds;
    private final Fingerprints seen = new Fingerprints();
    private final ArrayDeque<byte[]> frontier = new ArrayDeque<>();
    private int[] from = new int[1 << 12];
    private final Taking taking = new Taking();

    /// What a run led to.
    ///
    /// @param states how many states were visited
    /// @param steps how many steps were taken between them
    /// @param resting how many of them are at rest
    /// @param violation what was broken, or null when nothing was
    /// @param trace the shortest way to it, in words
    record Verdict(
            int states, long steps, int resting, @Nullable String violation, List<String> trace) {
        @Override
        public String toString() {
            return violation == null
                    ? String.format(Locale.ROOT, "%,d states, %,d steps, %,d at rest: all hold", states, steps, resting)
                    : violation + ", after " + trace.size() + " steps (" + states + " states seen)\n  "
                            + String.join("\n  ", trace);
        }
    }

    private Checker(Bounds bounds) {
        this.bounds = bounds;
    }

    /// Visits everything within the bounds, or until something is broken.
    static Verdict check(Bounds bounds) {
        return new Checker(bounds).run();
    }

    private Verdict run() {
        World fresh = World.fresh(bounds);
        taking.take(fresh, -1);
        int at = 0;
        long steps = 0;
        int resting = 0;
        while (!frontier.isEmpty()) {
            World world = fresh.of(frontier.remove());
            String broken = Promises.broken(world);
            taking.begin(world, at);
            all(world, taking);
            steps += taking.taken;
            if (broken == null && !taking.owes) {
                resting++;
                broken = Promises.brokenAtRest(world);
            }
            if (broken != null) {
                return new Verdict(seen.size(), steps, resting, broken, trace(fresh, at));
            }
            at++;
        }
        return new Verdict(seen.size(), steps, resting, null, List.of());
    }

    private static void all(World world, Steps out) {
        Buying.steps(world, out);
        Settling.steps(world, out);
        Nodes.steps(world, out);
        Recovering.steps(world, out);
        Transfers.steps(world, out);
        Ending.steps(world, out);
    }

    /// Walks from the first state to the one with this number, and says each step.
    private List<String> trace(World fresh, int to) {
        ArrayList<Integer> way = new ArrayList<>();
        for (int at = to; at > 0; at = from[at]) {
            way.addFirst(at);
        }
        List<String> words = new ArrayList<>();
        World world = fresh;
        for (int at : way) {
            Finding finding = new Finding(world, at);
            all(world, finding);
            words.add(finding.words);
            world = finding.found;
        }
        return words;
    }

    /// Puts states that were not seen before at the end of the frontier.
    private final class Taking implements Steps {
        private byte[] parent = new byte[0];
        private int parentNumber;
        private boolean owes;
        private int taken;

        void begin(World world, int number) {
            parent = pack(world);
            parentNumber = number;
            owes = false;
            taken = 0;
        }

        @Override
        public void may(World next, String words, int first, int second) {
            taken++;
            take(next.settled(), parentNumber);
        }

        @Override
        public void must(World next, String words, int first, int second) {
            taken++;
            byte[] packed = take(next.settled(), parentNumber);
            owes |= !Arrays.equals(packed, parent);
        }

        @Override
        public void cutShort() {
            owes = true;
        }

        private byte[] take(World next, int cameFrom) {
            byte[] packed = pack(next);
            int number = seen.size();
            if (seen.add(packed) == number) {
                if (number == from.length) {
                    from = Arrays.copyOf(from, 2 * number);
                }
                from[number] = cameFrom;
                frontier.add(packed);
            }
            return packed;
        }
    }

    /// Finds the step that leads to the state with a given number.
    private final class Finding implements Steps {
        private final int wanted;
        private World found;
        private String words = "";

        Finding(World from, int wanted) {
            found = from;
            this.wanted = wanted;
        }

        @Override
        public void may(World next, String text, int first, int second) {
            if (words.isEmpty() && seen.number(pack(next.settled())) == wanted) {
                found = next;
                words = String.format(Locale.ROOT, text, first, second);
            }
        }

        @Override
        public void must(World next, String text, int first, int second) {
            may(next, text, first, second);
        }

        @Override
        public void cutShort() {}
    }

    private static byte[] pack(World world) {
        byte[] packed = new byte[world.cells.length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (byte) world.cells[i];
        }
        return packed;
    }
}
