package doorbuster.book;

/// The operator's hand on the whole unit; in force on every node within a second, and kept over restarts.
public interface UnitSwitch {
    /// Whether the unit takes no new orders.
    boolean isDraining();

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
