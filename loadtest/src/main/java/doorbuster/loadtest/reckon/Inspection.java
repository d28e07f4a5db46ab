package doorbuster.loadtest.reckon;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Takes the evidence of one sale from a unit's stores themselves, not from the app.
///
/// @param postgres a connection that may read schema `unit`; stays open
public record Inspection(Connection postgres, LaneEyes redis) {
    private static final String SALE = """
            SELECT allotted, sold, released + restocked AS total, per_buyer_limit, lanes
              FROM unit.sale WHERE id = ?""";
    private static final String ROWS = "SELECT id, buyer, quantity, state FROM unit.orders WHERE sale_id = ?";

    private record Counters(long allotted, long sold, long total, int limit, int lanes) {}

    private record Lanes(long available, long onTheWay, long released, long unsettled) {}

    /// Looks at everything of a sale. Nothing may be under way.
    ///
    /// @param book the unit's own book of it
    /// @throws StartFailed when a store does not answer
    public Evidence of(String sale, JsonNode book) {
        try {
            Counters counters = counters(sale);
            Lanes lanes = lanes(sale, counters.lanes());
            return new Evidence(
                    counters.allotted(),
                    counters.limit(),
                    counters.sold(),
                    lanes.available(),
                    lanes.onTheWay() + counters.total() - lanes.released(),
                    lanes.unsettled(),
                    rows(sale),
                    new Evidence.Book(
                            book.path("allotted").asLong(),
                            book.path("available").asLong(),
                            book.path("inTransfer").asLong(),
                            book.path("accepted").asLong(),
                            book.path("confirmed").asLong(),
                            book.path("paid").asLong(),
                            book.path("balanced").asBoolean()));
        } catch (SQLException | IOException e) {
            throw new StartFailed("the evidence of " + sale + " cannot be taken: " + e.getMessage(), e);
        }
    }

    private Counters counters(String sale) throws SQLException {
        try (PreparedStatement statement = postgres.prepareStatement(SALE)) {
            statement.setString(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new StartFailed("there is no sale " + sale);
                }
                return new Counters(
                        row.getLong("allotted"),
                        row.getLong("sold"),
                        row.getLong("total"),
                        row.getInt("per_buyer_limit"),
                        row.getInt("lanes"));
            }
        }
    }

    private List<Evidence.Row> rows(String sale) throws SQLException {
        List<Evidence.Row> rows = new ArrayList<>();
        try (PreparedStatement statement = postgres.prepareStatement(ROWS)) {
            statement.setString(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Evidence.Row(
                            row.getString("id"),
                            row.getString("buyer"),
                            row.getInt("quantity"),
                            row.getString("state")));
                }
            }
        }
        return rows;
    }

    private Lanes lanes(String sale, int count) throws IOException {
        long available = 0;
        long onTheWay = 0;
        long released = 0;
        long unsettled = 0;
        for (int lane = 0; lane < count; lane++) {
            String tag = "{" + sale + ":" + lane + "}:";
            available += number(redis.ask("HGET", tag + "st", "avail"));
            onTheWay += number(redis.ask("HGET", tag + "st", "out"));
            if (lane == 0) { // what is given back comes home in the first lane; the others do not count it
                released = number(redis.ask("HGET", tag + "st", "released"));
            }
            unsettled += redis.ask("HVALS", tag + "res")
                    .lines()
                    .mapToLong(Inspection::units)
                    .sum();
        }
        return new Lanes(available, onTheWay, released, unsettled);
    }

    /// A reservation is `rid|units|…`.
    private static long units(String reservation) {
        String[] parts = reservation.split("\\|", 3);
        return parts.length < 2 ? 0 : Long.parseLong(parts[1]);
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
