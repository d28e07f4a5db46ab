package doorbuster.loadtest.faults;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.RedisNode;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.reckon.Ledger;
import doorbuster.loadtest.reckon.Told;
import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.trial.SaleDesk;
import doorbuster.loadtest.trial.TrialUnit;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;

/// Orders that were settled long before the fault: written straight into Postgres, after which the unit rebuilds its
/// lanes from there. A recovery has to read all of them.
///
/// @param count how many, of one unit and one buyer each; 0 for none
record Prelude(int count) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String ORDERS = """
            INSERT INTO unit.orders
                   (id, sale_id, lane, buyer, quantity, rid, state, price_minor, currency, accepted_at, pay_by)
            SELECT id, ?, 0, 'before-' || n, 1, md5(id), 'CONFIRMED', 1999, 'EUR', now(), now() + interval '1 day'
              FROM unnest(?::text[]) WITH ORDINALITY AS made (id, n)""";
    private static final String HOLDINGS = """
            INSERT INTO unit.holding (sale_id, buyer, units, cap)
            SELECT sale_id, buyer, quantity, 6 FROM unit.orders WHERE sale_id = ?""";
    private static final String SOLD = "UPDATE unit.sale SET sold = sold + ? WHERE id = ?";

    /// Plays it before anybody buys, and waits until the sale's book agrees.
    void play(TrialUnit unit, SaleDesk desk, String sale) throws SQLException, IOException {
        if (count == 0) {
            return;
        }
        write(unit, sale);
        for (RedisNode primary : unit.redis().primaries()) {
            primary.ask("FLUSHALL");
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!agrees(desk, sale)) {
            if (System.nanoTime() - deadline > 0) {
                throw new StartFailed("the book does not come to know the " + count + " orders of before");
            }
            Pause.of(LOOK);
        }
    }

    /// These buyers, too, were told what they have.
    void note(Ledger ledger, String sale) {
        for (int i = 0; i < count; i++) {
            ledger.note(new Wish("before-" + (i + 1), "before", 1), new Told.Order(order(sale, i), "CONFIRMED"));
        }
    }

    private void write(TrialUnit unit, String sale) throws SQLException {
        String[] ids = IntStream.range(0, count).mapToObj(i -> order(sale, i)).toArray(String[]::new);
        try (Connection postgres = unit.connect();
                PreparedStatement orders = postgres.prepareStatement(ORDERS);
                PreparedStatement holdings = postgres.prepareStatement(HOLDINGS);
                PreparedStatement sold = postgres.prepareStatement(SOLD)) {
            postgres.setAutoCommit(false);
            orders.setString(1, sale);
            orders.setArray(2, postgres.createArrayOf("text", ids));
            orders.executeUpdate();
            holdings.setString(1, sale);
            holdings.executeUpdate();
            sold.setInt(1, count);
            sold.setString(2, sale);
            sold.executeUpdate();
            postgres.commit();
        }
    }

    private boolean agrees(SaleDesk desk, String sale) {
        try {
            JsonNode book = desk.book(sale);
            return book.path("confirmed").asLong() == count
                    && book.path("balanced").asBoolean();
        } catch (Refused _) {
            return false;
        }
    }

    /// In the letters of an order id, different for every sale.
    private static String order(String sale, int number) {
        StringBuilder id = new StringBuilder("aaaaaaaa");
        String digits = String.format("%016x%016x", (long) sale.hashCode(), (long) number);
        digits.chars().forEach(digit -> id.append((char) (digit >= 'a' ? digit : 'g' + digit - '0')));
        return id.toString();
    }
}
