package doorbuster.simulator.conformance;

import doorbuster.order.Releaser;
import doorbuster.settle.HeldSweep;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Transactions of several statements, as the ledger and the orders' life make them; told in words.
record Transactions(Postgres postgres, String sale) {
    String settle(String[] ids, String[] buyers, Integer[] quantities, String[] rids, long at) {
        int n = ids.length;
        return transaction(work -> {
            String inserted = work.query(
                            Sql.load(HeldSweep.class, "insert"),
                            ids,
                            same(n, 1),
                            rids,
                            buyers,
                            quantities,
                            same(n, 100L),
                            same(n, 1_000L),
                            sale,
                            at)
                    .getFirst()
                    .text("inserted");
            List<Integer> counted = IntStream.range(0, n)
                    .filter(i -> inserted.contains(ids[i] + " " + rids[i]))
                    .boxed()
                    .toList();
            long units = counted.stream().mapToLong(i -> quantities[i]).sum();
            String[] holders = counted.stream().map(i -> buyers[i]).toArray(String[]::new);
            Integer[] held = counted.stream().map(i -> quantities[i]).toArray(Integer[]::new);
            long took = work.query(Sql.load(HeldSweep.class, "hold"), holders, held, sale)
                    .getFirst()
                    .number("buyers");
            if (took < Stream.of(holders).distinct().count()) {
                throw new IllegalStateException("over the limit: " + took);
            }
            if (work.change(Sql.load(HeldSweep.class, "guard"), units, sale, at, false, units) != 1) {
                throw new IllegalStateException("no units");
            }
            return counted.size() + " orders, " + units + " units";
        });
    }

    String cancel(String order, String buyer) {
        return transaction(work -> givenBack(work, work.query(Sql.load(Releaser.class, "cancel"), order, buyer)));
    }

    String ended(String how, int most) {
        return transaction(work -> givenBack(work, work.query(Sql.load(Releaser.class, how), most)));
    }

    private String givenBack(Postgres.Work work, List<Row> rows) {
        String[] sales = rows.stream().map(row -> row.text("sale_id")).toArray(String[]::new);
        String[] buyers = rows.stream().map(row -> row.text("buyer")).toArray(String[]::new);
        Integer[] units = rows.stream().map(row -> row.integer("quantity")).toArray(Integer[]::new);
        long sum = Arrays.stream(units).mapToLong(Integer::longValue).sum();
        long let = work.change(Sql.load(Releaser.class, "let-go"), sales, buyers, units);
        return let + " " + work.change(Sql.load(Releaser.class, "give-back"), sum, sum, sale) + " " + sum;
    }

    private String transaction(Function<Postgres.Work, String> work) {
        try {
            return postgres.inTransaction(work);
        } catch (Postgres.Violated e) {
            return "violated " + e.state();
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static <T> T[] same(int many, T value) {
        @SuppressWarnings("unchecked")
        T[] values = (T[]) java.lang.reflect.Array.newInstance(value.getClass(), many);
        Arrays.fill(values, value);
        return values;
    }
}
