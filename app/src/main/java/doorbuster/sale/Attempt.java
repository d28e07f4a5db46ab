package doorbuster.sale;

/// One try of a buyer to take units of a sale.
///
/// @param order the same for every try with the same Idempotency-Key
/// @param rid 128 random bits of this very try, hexadecimal: tells two tries with the same order id apart
/// @param quantity units, 1–999
/// @param trace the W3C `traceparent` of the request when it is sampled, else empty
public record Attempt(SaleId sale, OrderId order, String rid, BuyerId buyer, int quantity, String trace) {
    /// The most units one attempt may ask for.
    public static final int MAX_QUANTITY = 999;

    /// @throws IllegalArgumentException when the quantity is outside 1–999
    public Attempt {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("quantity is 1-999, not " + quantity);
        }
    }

    /// The same attempt as a new try.
    public Attempt again(String anotherRid) {
        return new Attempt(sale, order, anotherRid, buyer, quantity, trace);
    }
}
