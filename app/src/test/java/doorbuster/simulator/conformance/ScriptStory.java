package doorbuster.simulator.conformance;

import doorbuster.book.Recovery;
import doorbuster.order.Releaser;
import doorbuster.reserve.Roster;
import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import doorbuster.settle.HeldSweep;
import doorbuster.status.StatusOrders;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A long random use of all scripts of a lane, in and out of season, and what each call answered.
final class ScriptStory {
    private static final Pattern MOMENT = Pattern.compile("\\d{13}(-\\d+)?");
    private static final int LANES = 2;
    private final Scripts scripts;
    private final SaleId sale;
    private final SplittableRandom random;
    private final List<String> transcript = new ArrayList<>();
    private final List<List<String>> entries = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private int epoch;

    ScriptStory(Scripts scripts, SaleId sale, long seed) {
        this.scripts = scripts;
        this.sale = sale;
        random = new SplittableRandom(seed);
        IntStream.range(0, LANES).forEach(_ -> entries.add(new ArrayList<>()));
    }

    /// Tells it.
    ///
    /// @return one line for each call: the script and its reply, without moments of time
    List<String> tell(int steps) {
        recover();
        for (int i = 0; i < steps; i++) {
            step();
        }
        for (int lane = 0; lane < LANES; lane++) {
            call(lane, HeldSweep.class, "letters", "st dead", "100");
            call(lane, Recovery.class, "sums", "st res", current());
            call(lane, Roster.class, "pulse", "st q dead", current());
        }
        return transcript;
    }

    private void step() {
        int lane = random.nextInt(LANES);
        switch (random.nextInt(26)) {
            case 0 -> recover();
            case 1 -> call(lane, Recovery.class, "quiesce", "st", anyEpoch());
            case 2 -> call(lane, Recovery.class, "open", "st", anyEpoch());
            case 3 -> call(lane, Recovery.class, "configure", "st", configure());
            case 4 -> call(lane, Recovery.class, "entries", "st q", anyEpoch(), "-", "100");
            case 5 -> call(lane, Recovery.class, "sums", "st res", anyEpoch());
            case 6 -> call(lane, Roster.class, "pulse", "st q dead", anyEpoch());
            case 7 -> call(lane, Roster.class, "unsettled", "st res", anyEpoch(), "0");
            case 8 -> call(lane, StatusOrders.class, "look", "st res", anyEpoch(), order());
            case 9, 10 -> call(lane, StatusOrders.class, "mark", "st res usr done", anyEpoch(), order(), buyer());
            case 11 ->
                call(lane, Roster.class, "give", "st notes", anyEpoch(), "" + (1 - lane), "" + random.nextInt(3));
            case 12 -> call(lane, Roster.class, "receive", "st notes", anyEpoch(), "" + (1 - lane), few(), few());
            case 13 -> call(lane, Roster.class, "strike", "st notes", anyEpoch(), few());
            case 14 -> call(lane, Releaser.class, "release", "st", anyEpoch(), few());
            case 15 -> call(lane, Releaser.class, "forget", "st usr done", anyEpoch(), order(), buyer(), "CANCELLED");
            case 16 -> bury(lane);
            case 17 -> revive(lane);
            case 18 -> call(lane, HeldSweep.class, "read", "st q lease", "nobody", "60000", "3");
            case 22 -> call(lane, HeldSweep.class, "yield", "lease", random.nextBoolean() ? "reader" : "nobody");
            case 19 -> call(lane, StatusOrders.class, "look", "st res", anyEpoch());
            case 20, 21 -> settle(lane);
            default -> reserve(lane);
        }
    }

    private void recover() {
        epoch++;
        for (int lane = 0; lane < LANES; lane++) {
            call(lane, Recovery.class, "quiesce", "st", current());
            call(lane, Recovery.class, "stage", "st res.new", current(), "1", "order9", rid(9) + "|1|1|100|buyer1");
            call(lane, Recovery.class, "stage", "st usr.new", current(), "1", "buyer1", "order9=1,");
            if (random.nextBoolean()) {
                call(lane, Recovery.class, "stage", "st done.new", current(), "1", "order8", "REFUSED");
            }
            List<String> args = new ArrayList<>(List.of(current(), "20", "0"));
            args.addAll(List.of(configure()).subList(1, 8));
            for (int again = 0; again < 2; again++) {
                call(
                        lane,
                        Recovery.class,
                        "rebuild",
                        "st res usr done res.new usr.new done.new notes allow.no block.no",
                        args.toArray(String[]::new));
            }
            call(lane, Recovery.class, "open", "st", current());
            entries.get(lane).clear();
        }
    }

    private String[] configure() {
        String listed = random.nextInt(20) == 0 ? "1" : "0";
        String position = random.nextInt(10) == 0 ? "PAUSED" : "ON";
        return new String[] {current(), "" + random.nextInt(9), "0", "9999999999999", position, "4", listed, "100"};
    }

    private void reserve(int lane) {
        List<String> args = new ArrayList<>(List.of(anyEpoch(), "1000"));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int order = random.nextInt(40);
            args.add("order" + order);
            args.add(random.nextInt(8) == 0 ? "" : rid(random.nextInt(1_000)));
            args.add("buyer" + order % 9);
            args.add("" + (1 + random.nextInt(2)));
            args.add("" + (random.nextInt(3) - 1));
            args.add("");
        }
        call(lane, Roster.class, "reserve", "st res usr done rate0 rate1 allow block q", args.toArray(String[]::new));
    }

    private void settle(int lane) {
        Reply read = call(lane, HeldSweep.class, "read", "st q lease", "reader", "60000", "6");
        entries.get(lane).clear();
        List<String> args = new ArrayList<>();
        List<String> verdicts = new ArrayList<>();
        if (read instanceof Reply.Done done) {
            for (Object entry : done.values().stream().skip(3).toList()) {
                List<?> parts = (List<?>) entry;
                entries.get(lane).add(String.valueOf(parts.getFirst()));
                for (String line : ordersOf((List<?>) parts.get(1))) {
                    String[] field = line.split("\t", -1);
                    verdicts.addAll(List.of(
                            field[0],
                            random.nextInt(5) == 0 ? rid(0) : field[1],
                            List.of("KEEP", "BACK", "NO").get(random.nextInt(3)),
                            "REFUSED"));
                }
            }
        }
        if (random.nextInt(3) > 0) {
            args.add(anyEpoch());
            args.add("" + entries.get(lane).size());
            args.addAll(entries.get(lane));
            args.addAll(verdicts);
            call(lane, HeldSweep.class, "ack", "st res usr done q", args.toArray(String[]::new));
        }
    }

    private static List<String> ordersOf(List<?> fields) {
        int at = fields.indexOf("o");
        return at < 0 ? List.of() : String.valueOf(fields.get(at + 1)).lines().toList();
    }

    private void bury(int lane) {
        String entry = entries.get(lane).isEmpty() ? "7-0" : entries.get(lane).getFirst();
        Reply buried = call(lane, HeldSweep.class, "bury", "st q dead", anyEpoch(), entry, "why not");
        if (buried instanceof Reply.Done done && !done.text(1).isEmpty()) {
            letters.add(done.text(1));
        }
    }

    private void revive(int lane) {
        String letter = letters.isEmpty() ? "7-0" : letters.getLast();
        call(lane, HeldSweep.class, "revive", "st q dead", anyEpoch(), letter);
    }

    private Reply call(int lane, Class<?> owner, String script, String keys, String... args) {
        Lane where = new Lane(sale, lane);
        Reply reply = scripts.call(
                Script.load(owner, script),
                Stream.of(keys.split(" ")).map(where::key).toList(),
                List.of(args));
        // Lua leaves open in which order a table's pairs come, and so in which order a hash's fields are written
        boolean ordered = !script.equals("sums") && !script.equals("unsettled");
        transcript.add(transcript.size() + " " + script + " " + lane + " " + words(reply, ordered));
        return reply;
    }

    private static String words(Reply reply, boolean ordered) {
        return MOMENT.matcher(
                        switch (reply) {
                            case Reply.Done done ->
                                ordered
                                        ? done.values().toString()
                                        : done.values().stream()
                                                .map(String::valueOf)
                                                .sorted()
                                                .toList()
                                                .toString();
                            case Reply.NotRun notRun ->
                                "not run: " + notRun.why().split(" ", 2)[0];
                            case Reply.Unknown unknown -> "unknown: " + unknown.why();
                        })
                .replaceAll("T");
    }

    private String current() {
        return "" + epoch;
    }

    private String anyEpoch() {
        return "" + (random.nextInt(12) == 0 ? epoch - 1 : epoch);
    }

    private String order() {
        return "order" + random.nextInt(40);
    }

    private String buyer() {
        return "buyer" + random.nextInt(9);
    }

    private String few() {
        return "" + (1 + random.nextInt(4));
    }

    private static String rid(int number) {
        return "a".repeat(28) + "%04x".formatted(number);
    }
}
