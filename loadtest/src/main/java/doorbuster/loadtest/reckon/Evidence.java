package doorbuster.loadtest.reckon;

import java.util.List;

/// What the stores of a unit have of one sale, and what its book says, once nothing is under way any more.
///
/// @param allotted units the sale has, as Postgres says
/// @param limit units per buyer
/// @param sold what Postgres' guarded counter says
/// @param available units free in all lanes, as Redis says
/// @param onTheWay units between two lanes, or given back in Postgres and not yet back in a lane
/// @param unsettled units that Redis has reserved and not seen settled
/// @param rows every order of the sale in Postgres
/// @param book the unit's own reckoning
public record Evidence(
        long allotted, int limit, long sold, long available, long onTheWay, long unsettled, List<Row> rows, Book book) {
    public Evidence {
        rows = List.copyOf(rows);
    }

    /// An order in Postgres.
    public record Row(String order, String buyer, int quantity, String state) {
        /// Whether its units count as sold.
        public boolean holds() {
            return state.equals("CONFIRMED") || state.equals("PAID");
        }
    }

    /// What the unit says of itself.
    public record Book(
            long allotted,
            long available,
            long inTransfer,
            long accepted,
            long confirmed,
            long paid,
            boolean balanced) {}
}
