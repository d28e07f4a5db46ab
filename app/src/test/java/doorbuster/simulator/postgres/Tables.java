package doorbuster.simulator.postgres;

import java.sql.Timestamp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/// The unit's tables, and what a statement may do with them.
public final class Tables {
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final LongSupplier millis;
    private long numbers;
    private long now;

    /// The tables of the schema.
    public final Table sale = new Table(undo);

    /// As in the schema.
    public final Table orders = new Table(undo);

    final Table holding = new Table(undo);
    final Table payments = new Table(undo);
    final Table wishes = new Table(undo);
    final Table nodes = new Table(undo);
    final Table handIns = new Table(undo);
    final Table audit = new Table(undo);
    final Table lost = new Table(undo);

    Tables(LongSupplier millis) {
        this.millis = millis;
    }

    /// What one statement does: its rows, or those it changed.
    @FunctionalInterface
    public interface Statement {
        /// Runs it.
        List<Tuple> run(Tables tables, Params params);
    }

    /// A statement's parameters.
    @SuppressWarnings("ArrayRecordComponent") // as the port hands them over
    public record Params(Object... values) {
        /// A text.
        public String text(int at) {
            return (String) values[at];
        }

        /// A whole number.
        public long number(int at) {
            return ((Number) values[at]).longValue();
        }

        boolean flag(int at) {
            return (Boolean) values[at];
        }

        String[] texts(int at) {
            return (String[]) values[at];
        }

        Number[] numbers(int at) {
            return (Number[]) values[at];
        }

        /// The same with another value in one place.
        public Params with(int at, Object value) {
            Object[] changed = values.clone();
            changed[at] = value;
            return new Params(changed);
        }
    }

    /// The moment at which the transaction began.
    Timestamp now() {
        return new Timestamp(now);
    }

    Timestamp later(long millisLater) {
        return new Timestamp(now + millisLater);
    }

    long nextNumber() {
        return ++numbers;
    }

    void begin() {
        undo.clear();
        sale.begin();
        orders.begin();
        now = millis.getAsLong();
    }

    void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    /// Whether the transaction wrote to the tables that the promises are about.
    boolean areOrdersChanged() {
        return sale.isChanged() || orders.isChanged();
    }
}
