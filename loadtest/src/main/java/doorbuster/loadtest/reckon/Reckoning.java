package doorbuster.loadtest.reckon;

import doorbuster.loadtest.reckon.Finding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds what buyers were told against what the stores have. Whatever the answers were, the promises of the unit say
/// what must be there afterwards; each thing that is not is a finding.
///
/// @param findings empty when every promise was kept
/// @param confirmed units of confirmed and paid orders
/// @param accepted orders that a buyer was told of
/// @param refusedAfterAccepted orders that a buyer was told were accepted and that ended as a "no": allowed after two
///     faults at once, and 0 otherwise
/// @param silences answers that never came
public record Reckoning(
        List<Finding> findings, long confirmed, long accepted, long refusedAfterAccepted, long silences) {
    private static final String ACCEPTED = "ACCEPTED";

    public Reckoning {
        findings = List.copyOf(findings);
    }

    /// Whether every promise was kept.
    public boolean isClean() {
        return findings.isEmpty();
    }

    /// Reckons. The evidence must have been taken after everything under way had ended.
    public static Reckoning of(Ledger ledger, Evidence evidence) {
        return new Reckoner(ledger, evidence).reckon();
    }

    private static final class Reckoner {
        private final Map<Wish, List<Told>> answers;
        private final Evidence evidence;
        private final Map<String, Evidence.Row> rows = new HashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Map<String, Wish> owners = new HashMap<>();
        private final Map<Wish, String> orders = new HashMap<>();
        private long refusedAfterAccepted;
        private long silences;

        Reckoner(Ledger ledger, Evidence evidence) {
            answers = ledger.answers();
            this.evidence = evidence;
            for (Evidence.Row row : evidence.rows()) {
                if (rows.put(row.order(), row) != null) {
                    found(Kind.DOUBLED, "order " + row.order() + " is there twice");
                }
            }
        }

        Reckoning reckon() {
            answers.forEach(this::wish);
            long held = stock();
            buyers();
            strangers();
            book(held);
            return new Reckoning(findings, held, owners.size(), refusedAfterAccepted, silences);
        }

        /// All that was told of one attempt, in the order in which it was told.
        private void wish(Wish wish, List<Told> all) {
            boolean accepted = false;
            String settled = "";
            String no = "";
            for (Told told : all) {
                switch (told) {
                    case Told.Silence _ -> silences++;
                    case Told.Refused _ -> {
                        // "not now": another try may be answered differently, and no order came of it
                    }
                    case Told.Order order -> {
                        own(wish, order);
                        if (!no.isEmpty() && !order.state().equals(no)) {
                            found(Kind.TURNED, order.id() + " was told " + no + ", then " + order.state());
                        }
                        if (settled.equals(order.id()) && order.state().equals(ACCEPTED)) {
                            found(Kind.TURNED, order.id() + " was told as settled, then as " + ACCEPTED);
                        }
                        settled = order.isYes() ? order.id() : settled;
                        no = order.isNo() ? order.state() : no;
                        accepted |= order.state().equals(ACCEPTED);
                        held(wish, order);
                    }
                }
            }
            Evidence.Row row = rows.get(orders.getOrDefault(wish, ""));
            if (accepted && row != null && row.state().equals("REFUSED")) {
                refusedAfterAccepted++;
            }
        }

        private void own(Wish wish, Told.Order order) {
            String known = orders.putIfAbsent(wish, order.id());
            if (known != null && !known.equals(order.id())) {
                found(Kind.DOUBLED, wish + " was told " + known + " and " + order.id());
            }
            Wish owner = owners.putIfAbsent(order.id(), wish);
            if (owner != null && !owner.equals(wish)) {
                found(Kind.DOUBLED, order.id() + " was told to " + owner + " and to " + wish);
            }
        }

        /// What was told of an order against its row.
        private void held(Wish wish, Told.Order order) {
            Evidence.Row row = rows.get(order.id());
            if (row == null) {
                found(Kind.LOST, order.id() + " was told " + order.state() + " and is not there");
            } else if (order.isNo() && !row.state().equals(order.state())) {
                found(Kind.TURNED, order.id() + " was told " + order.state() + " and is " + row.state());
            } else if (order.isYes() && row.state().equals("REFUSED")) {
                found(Kind.LOST, order.id() + " was told " + order.state() + " and is REFUSED");
            } else if (order.state().equals("PAID") && !row.state().equals("PAID")) {
                found(Kind.LOST, order.id() + " was told PAID and is " + row.state());
            } else if (!row.buyer().equals(wish.buyer()) || (row.holds() && row.quantity() != wish.quantity())) {
                found(Kind.LOST, order.id() + " was made for " + wish + " and is " + row);
            }
        }

        private long stock() {
            long held = evidence.rows().stream()
                    .filter(Evidence.Row::holds)
                    .mapToLong(Evidence.Row::quantity)
                    .sum();
            if (held > evidence.allotted()) {
                found(Kind.OVERSOLD, held + " units are sold of " + evidence.allotted());
            }
            if (held != evidence.sold()) {
                found(Kind.LEAKED, "orders hold " + held + " units, the sale's counter says " + evidence.sold());
            }
            long all = evidence.available() + evidence.onTheWay() + evidence.unsettled() + held;
            if (all != evidence.allotted()) {
                found(
                        Kind.LEAKED,
                        "of " + evidence.allotted() + " units " + evidence.available() + " are free, "
                                + evidence.onTheWay() + " on their way, " + evidence.unsettled() + " unsettled and "
                                + held + " sold");
            }
            return held;
        }

        private void buyers() {
            Map<String, Integer> units = new HashMap<>();
            evidence.rows().stream()
                    .filter(Evidence.Row::holds)
                    .forEach(row -> units.merge(row.buyer(), row.quantity(), Integer::sum));
            units.forEach((buyer, n) -> {
                if (n > evidence.limit()) {
                    found(Kind.OVER_LIMIT, buyer + " holds " + n + " of at most " + evidence.limit());
                }
            });
        }

        /// Orders that nobody was told of must each come from an attempt whose answer was not an order: one was lost,
        /// or was 503 ("nobody knows"); never from thin air.
        private void strangers() {
            Map<String, Integer> open = new HashMap<>();
            answers.forEach((wish, all) -> {
                if (!orders.containsKey(wish) && all.stream().anyMatch(Reckoner::isUnsure)) {
                    open.merge(wish.buyer(), 1, Integer::sum);
                }
            });
            Set<String> told = new HashSet<>(owners.keySet());
            for (Evidence.Row row : evidence.rows()) {
                if (!told.contains(row.order()) && open.merge(row.buyer(), -1, Integer::sum) < 0) {
                    found(Kind.DOUBLED, "no attempt of " + row.buyer() + " explains " + row);
                }
            }
        }

        private static boolean isUnsure(Told told) {
            return switch (told) {
                case Told.Silence _ -> true;
                case Told.Refused refused -> refused.status() >= 500;
                case Told.Order _ -> false;
            };
        }

        private void book(long held) {
            Evidence.Book book = evidence.book();
            if (!book.balanced()) {
                found(Kind.MISBOOKED, "the book says that it does not balance: " + book);
            }
            if (book.allotted() != evidence.allotted()
                    || book.available() != evidence.available()
                    || book.inTransfer() != evidence.onTheWay()
                    || book.accepted() != evidence.unsettled()
                    || book.confirmed() + book.paid() != held) {
                found(Kind.MISBOOKED, book + " differs from what the stores have");
            }
        }

        private void found(Kind kind, String what) {
            findings.add(new Finding(kind, what));
        }
    }
}
