package doorbuster.simulator.conformance;

import doorbuster.book.Recovery;
import doorbuster.order.Releaser;
import doorbuster.reserve.Roster;
import doorbuster.settle.HeldSweep;
import doorbuster.status.StatusOrders;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A long random use of all statements the memory knows, in and out of season, and what each answered.
final class StatementStory {
    private static final String SALE = "story";
    private static final int ORDERS = 30;
    private final Postgres postgres;
    private final Transactions transactions;
    private final SplittableRandom random;
    private final List<String> transcript = new ArrayList<>();
    private long epoch;

    StatementStory(Postgres postgres, long seed) {
        this.postgres = postgres;
        transactions = new Transactions(postgres, SALE);
        random = new SplittableRandom(seed);
    }

    /// Tells it.
    ///
    /// @return one line for each statement: its rows or their number, without moments of time
    List<String> tell(int steps) {
        ask(
                Recovery.class,
                "create",
                "id no allotted epoch",
                SALE,
                "SKU-1",
                100L,
                "EUR",
                12L,
                3,
                0L,
                9_999_999_999_999L,
                1_000_000L,
                "OFF",
                0,
                0,
                false,
                2);
        for (int i = 0; i < steps; i++) {
            step();
        }
        ask(Recovery.class, "counters", "epoch allotted sold released total", SALE);
        ask(StatusOrders.class, "rows", "id buyer quantity rid state price_minor", (Object) ids(ORDERS));
        return transcript;
    }

    private void step() {
        switch (random.nextInt(33)) {
            case 0 -> recover();
            case 1 -> ask(Recovery.class, "restock", "allotted epoch version", 1L, 1L, SALE, 1L);
            case 2 -> ask(Recovery.class, "switch", "position version", random.nextBoolean() ? "ON" : "PAUSED", SALE);
            case 3 ->
                ask(Roster.class, "offers", "id no allotted per_buyer_limit price_minor epoch opened_epoch version");
            case 4 -> ask(Roster.class, "settled-orders", "id", SALE, 1_000L);
            case 5 -> ask(HeldSweep.class, "at-epoch", "id", SALE, anyEpoch(), random.nextBoolean());
            case 6 -> refuse();
            case 7 -> ask(HeldSweep.class, "rows", "id rid state", (Object) ids(4));
            case 8, 9 -> tombstone();
            case 10, 11 -> cancel();
            case 12 -> transcript.add("cancel-wished " + transactions.ended("cancel-wished", 2));
            case 13 -> transcript.add("expire " + transactions.ended("expire", 5));
            case 14 -> change(Releaser.class, "wish", order());
            case 15 -> change(Releaser.class, "wishes-met");
            case 16 -> ask(Releaser.class, "state-of", "state buyer due currency", order());
            case 17 -> ask(Releaser.class, "totals", "id epoch total");
            case 18 -> ask(Releaser.class, "untold", "id buyer state", 1_000);
            case 19 -> change(Releaser.class, "told", (Object) ids(5));
            case 20 -> ask(Releaser.class, "pay", "id", order(), 100L * (1 + random.nextInt(2)), "EUR");
            case 21 -> pay();
            case 22 -> ask(Releaser.class, "payments-waiting", "id order_id kind amount_minor", 1_000);
            case 23 -> ask(Recovery.class, "orders-of", "orders", SALE);
            case 24 -> counted();
            case 25 ->
                change(Recovery.class, "lease", "node-" + random.nextInt(3), "run-" + random.nextInt(4), 1_000_000L);
            case 26 -> change(Recovery.class, "leave", "node-" + random.nextInt(3), "run-" + random.nextInt(4));
            case 27 -> ask(Recovery.class, "missing-hand-ins", "id", SALE, anyEpoch());
            case 28 -> change(Recovery.class, "hand-in", SALE, epoch, "run-" + random.nextInt(4), 1);
            default -> settle();
        }
    }

    private void recover() {
        epoch = ask(Recovery.class, "raise-epoch", "epoch", epoch, SALE)
                .getFirst()
                .number("epoch");
        change(Recovery.class, "close-gathering", SALE, anyEpoch());
        change(Recovery.class, "opened", SALE, anyEpoch());
        ask(Recovery.class, "sale-at", "id epoch opened_epoch sold total", SALE, anyEpoch());
    }

    private void cancel() {
        String order = order();
        transcript.add("cancel " + transactions.cancel(order, buyerOf(order)));
    }

    private void settle() {
        String[] ids = ids(1 + random.nextInt(3));
        int n = ids.length;
        String[] buyers = Stream.of(ids).map(StatementStory::buyerOf).toArray(String[]::new);
        Integer[] quantities =
                IntStream.range(0, n).mapToObj(_ -> 1 + random.nextInt(2)).toArray(Integer[]::new);
        String[] rids =
                IntStream.range(0, n).mapToObj(_ -> "rid-" + random.nextInt(99)).toArray(String[]::new);
        transcript.add("settle " + transactions.settle(ids, buyers, quantities, rids, anyEpoch()));
    }

    private void refuse() {
        String order = order();
        ask(
                HeldSweep.class,
                "refuse",
                "id",
                order,
                1,
                "rid-1",
                buyerOf(order),
                1,
                "sold-out",
                100L,
                1_000L,
                SALE,
                anyEpoch(),
                random.nextBoolean());
    }

    private void tombstone() {
        String order = order();
        ask(StatusOrders.class, "tombstone", "id", order, 1, buyerOf(order), SALE, anyEpoch());
    }

    private void pay() {
        String id = "pay-" + random.nextInt(20);
        ask(Releaser.class, "payment-event", "id", id, order(), "PAID", 100L, "EUR", 1_000L);
        ask(Releaser.class, "payment-known", "outcome", id);
        change(Releaser.class, "payment-outcome", random.nextBoolean() ? "COUNTED" : "NEW", id);
    }

    private void counted() {
        ask(
                Recovery.class,
                "counted",
                "confirmed paid released_late",
                new Integer[] {0, 1},
                new Long[] {500L, 500L + random.nextInt(1_000)},
                SALE);
    }

    private List<Row> ask(Class<?> owner, String statement, String columns, Object... params) {
        List<Row> rows = postgres.query(Sql.load(owner, statement), params);
        transcript.add(statement + " "
                + rows.stream().map(row -> words(row, columns)).sorted().toList());
        return rows;
    }

    private void change(Class<?> owner, String statement, Object... params) {
        transcript.add(statement + " " + postgres.change(Sql.load(owner, statement), params));
    }

    private static String words(Row row, String columns) {
        return Stream.of(columns.split(" "))
                .map(column -> column.equals("orders")
                        ? row.text(column).lines().sorted().collect(Collectors.joining("\n"))
                        : row.maybe(column).orElse("null"))
                .collect(Collectors.joining(" "));
    }

    private long anyEpoch() {
        return random.nextInt(10) == 0 ? epoch - 1 : epoch;
    }

    private String order() {
        return "order-" + random.nextInt(ORDERS);
    }

    private String[] ids(int many) {
        return IntStream.range(0, many).mapToObj(_ -> order()).distinct().toArray(String[]::new);
    }

    private static String buyerOf(String order) {
        return "buyer-" + Math.floorMod(order.hashCode(), 7);
    }
}
