package doorbuster.order;

import doorbuster.sale.OrderState;
import doorbuster.store.Postgres;
import doorbuster.store.Postgres.Work;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import doorbuster.telemetry.Measures;
import doorbuster.telemetry.Measures.PaymentResult;
import java.util.List;

/// Payment events: stored by their id first, counted at most once, in any order of arrival.
///
/// A payment that comes after the order ended never takes a unit again: the "no" is final and the money goes back.
final class PaymentEvents {
    private static final Sql STORE = Sql.load(PaymentEvents.class, "payment-event");
    private static final Sql OUTCOME = Sql.load(PaymentEvents.class, "payment-outcome");
    private static final Sql KNOWN = Sql.load(PaymentEvents.class, "payment-known");
    private static final Sql WAITING = Sql.load(PaymentEvents.class, "payments-waiting");
    private static final Sql PAY = Sql.load(PaymentEvents.class, "pay");
    private static final Sql STATE_OF = Sql.load(PaymentEvents.class, "state-of");
    private static final String COUNTED = "COUNTED";
    private static final String STORED = "STORED";
    private static final String NEW = "NEW";
    private static final String REFUND = "REFUND ";

    private final Postgres postgres;
    private final Measures measures;

    PaymentEvents(Postgres postgres, Measures measures) {
        this.postgres = postgres;
        this.measures = measures;
    }

    Payment pay(PaymentEvent event) {
        return measured(taken(event));
    }

    private Payment taken(PaymentEvent event) {
        try {
            return told(postgres.inTransaction(work -> store(work, event)));
        } catch (Postgres.Away e) {
            return new Payment.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    int countWaiting(int most) {
        List<Payment> counted = postgres.inTransaction(work -> work.query(WAITING, most).stream()
                .map(row -> told(count(
                        work,
                        row.text("id"),
                        row.text("order_id"),
                        PaymentEvent.Kind.valueOf(row.text("kind")),
                        row.number("amount_minor"),
                        row.text("currency"))))
                .toList());
        counted.forEach(this::measured);
        return counted.size();
    }

    /// An event that came before its order was settled is measured twice: as stored, and by what it led to then.
    private Payment measured(Payment payment) {
        measures.payment(
                switch (payment) {
                    case Payment.Counted() -> PaymentResult.COUNTED;
                    case Payment.Stored() -> PaymentResult.STORED;
                    case Payment.RefundDue _ -> PaymentResult.REFUND_DUE;
                    case Payment.Stranger() -> PaymentResult.STRANGER;
                    case Payment.Unavailable _ -> PaymentResult.UNAVAILABLE;
                });
        return payment;
    }

    private static String store(Work work, PaymentEvent event) {
        boolean fresh = !work.query(
                        STORE,
                        event.id(),
                        event.order().value(),
                        event.kind().name(),
                        event.amountMinor(),
                        event.currency(),
                        event.at().toEpochMilli())
                .isEmpty();
        if (!fresh) {
            return work.query(KNOWN, event.id()).getFirst().text("outcome");
        }
        return count(work, event.id(), event.order().value(), event.kind(), event.amountMinor(), event.currency());
    }

    private static String count(
            Work work, String id, String order, PaymentEvent.Kind kind, long amount, String currency) {
        String outcome = switch (kind) {
            case FAILED -> STORED;
            case PAID -> paid(work, order, amount, currency);
        };
        if (!outcome.equals(NEW)) {
            work.change(OUTCOME, outcome, id);
        }
        return outcome;
    }

    private static String paid(Work work, String order, long amount, String currency) {
        if (!work.query(PAY, order, amount, currency).isEmpty()) {
            return COUNTED;
        }
        List<Row> row = work.query(STATE_OF, order);
        if (row.isEmpty()) {
            return NEW;
        }
        return switch (OrderState.valueOf(row.getFirst().text("state"))) {
            case ACCEPTED, CONFIRMED -> REFUND + "wrong-amount";
            case PAID -> REFUND + "already-paid";
            case EXPIRED -> REFUND + "expired";
            case CANCELLED -> REFUND + "cancelled";
            case REFUSED -> REFUND + "refused";
        };
    }

    private static Payment told(String outcome) {
        if (outcome.equals(COUNTED)) {
            return new Payment.Counted();
        }
        return outcome.startsWith(REFUND)
                ? new Payment.RefundDue(outcome.substring(REFUND.length()))
                : new Payment.Stored();
    }
}
