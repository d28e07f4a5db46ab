package doorbuster.sale;

/// The states of an order. `ACCEPTED → CONFIRMED → PAID | EXPIRED | CANCELLED`, or `ACCEPTED → REFUSED`; also
/// `→ EXPIRED` for an attempt that was never taken and whose "no" was made durable. A final state never
/// changes.
public enum OrderState {
    /// The stock is taken in Redis and the entry is in the stream.
    ACCEPTED,
    /// Committed in Postgres, held until `payBy`.
    CONFIRMED,
    /// Paid; final.
    PAID,
    /// Not paid in time, or never taken; final.
    EXPIRED,
    /// Given back by the buyer; final.
    CANCELLED,
    /// The safety net said no, with a reason; final.
    REFUSED;

    /// Whether the state never changes again.
    public boolean isFinal() {
        return this != ACCEPTED && this != CONFIRMED;
    }

    /// Whether an order in this state holds units that Postgres counts as sold.
    public boolean holdsStock() {
        return this == CONFIRMED || this == PAID;
    }
}
