package doorbuster.loadtest.reckon;

import java.util.Locale;
import java.util.Set;

/// What a buyer was told once.
public sealed interface Told {
    /// The states of an order that are a "no".
    Set<String> NO = Set.of("REFUSED", "EXPIRED", "CANCELLED");

    /// An order and its state at that moment.
    record Order(String id, String state) implements Told {
        private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
        private static final int LENGTH = 40;

        /// The lane that knows it, from its name: the fourth byte, in base32 the letters five to seven. 0 for a name
        /// that no unit made.
        public int lane() {
            return id.length() < LENGTH ? 0 : (letter(4) & 1) << 7 | letter(5) << 2 | letter(6) >> 3;
        }

        private int letter(int at) {
            return Math.max(0, ALPHABET.indexOf(id.charAt(at)));
        }

        /// Whether it is a "no", which is final.
        boolean isNo() {
            return NO.contains(state);
        }

        /// Whether it is a promise that Postgres has the order.
        boolean isYes() {
            return state.equals("CONFIRMED") || state.equals("PAID");
        }
    }

    /// No order, for this reason.
    record Refused(int status, String code) implements Told {}

    /// Nothing: the connection broke or time ran out. The attempt may have been carried out.
    record Silence() implements Told {}

    /// Whether it says that the order was accepted, and nothing more.
    default boolean isAccepted() {
        return this instanceof Order(String _, String state) && state.equals("ACCEPTED");
    }

    /// Reads an answer to an attempt, or to the question for an order.
    static Told of(int status, String order, String state, String code) {
        return status / 100 == 2 && !order.isEmpty()
                ? new Order(order, state.toUpperCase(Locale.ROOT))
                : new Refused(status, code);
    }
}
