package doorbuster.book;

/// The operator's hand on the whole unit; in force on every node within a second, and kept over restarts.
public interface UnitSwitch {
    /// Whether the unit takes no new orders.
    boolean isDraining();

    /// How far the drain is.
    ///
    /// @throws doorbuster.store.Postgres.Away when Postgres does not answer
    Progress progress();

    /// What is left of the orders that were taken before the drain.
    ///
    /// @param draining whether the unit takes no new orders
    /// @param nodesBehind live nodes that have not said yet that they take none
    /// @param underWay orders that a node is being asked for, or holds because Postgres does not have them yet
    /// @param queued entries that wait in the lanes
    /// @param deadLetters entries that an operator must decide
    /// @param silentLanes lanes that cannot be read now, or do not know yet whether the unit is drained
    /// @param unpaid confirmed orders that may still be paid; they do not keep a unit from being drained
    record Progress(
            boolean draining,
            long nodesBehind,
            long underWay,
            long queued,
            long deadLetters,
            long silentLanes,
            long unpaid) {
        /// Whether every order that was accepted has its final state in Postgres, and no new one can come.
        public boolean isDrained() {
            return draining && nodesBehind + underWay + queued + deadLetters + silentLanes == 0;
        }
    }

    /// Takes no new orders from now on; what was accepted is settled.
    ///
    /// @param actor who does it, for the audit
    /// @throws doorbuster.store.Postgres.Away when Postgres does not answer
    void drain(String actor);

    /// Sells again.
    ///
    /// @throws doorbuster.store.Postgres.Away when Postgres does not answer
    void undrain(String actor);
}
