package doorbuster.reserve;

import doorbuster.sale.Acceptance;
import doorbuster.sale.Attempt;
import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import java.time.Instant;

/// How a reservation is written in a lane's `res`: `rid|quantity|acceptedMs|priceMinor|buyer`.
public final class Reservations {
    private Reservations() {}

    /// Reads a reservation.
    ///
    /// @param epoch the epoch under which it was read
    /// @throws IllegalArgumentException when it has another form
    public static Acceptance read(SaleId sale, OrderId order, String text, long epoch) {
        String[] part = text.split("\\|", 5);
        if (part.length != 5) {
            throw new IllegalArgumentException("not a reservation: " + text);
        }
        Attempt attempt = new Attempt(sale, order, part[0], new BuyerId(part[4]), Integer.parseInt(part[1]), "");
        return new Acceptance(attempt, epoch, Long.parseLong(part[3]), Instant.ofEpochMilli(Long.parseLong(part[2])));
    }

    /// Writes a reservation.
    public static String write(Acceptance acceptance) {
        Attempt attempt = acceptance.attempt();
        return attempt.rid()
                + '|'
                + attempt.quantity()
                + '|'
                + acceptance.at().toEpochMilli()
                + '|'
                + acceptance.priceMinor()
                + '|'
                + attempt.buyer();
    }
}
