package doorbuster.loadtest.reckon;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.loadtest.reckon.Evidence.Book;
import doorbuster.loadtest.reckon.Evidence.Row;
import doorbuster.loadtest.reckon.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A checker that cannot fail proves nothing: each broken world must be found out.
class ReckoningTest {
    private static final Wish ANN = new Wish("ann", "k1", 1);
    private static final Wish BOB = new Wish("bob", "k1", 2);

    /// Ten units, limit two; ann has one, bob two, seven are free.
    private final Ledger ledger = new Ledger();

    private final List<Row> rows =
            new ArrayList<>(List.of(new Row("a1", "ann", 1, "CONFIRMED"), new Row("b1", "bob", 2, "PAID")));

    ReckoningTest() {
        told(ANN, "a1", "ACCEPTED");
        told(ANN, "a1", "CONFIRMED");
        told(BOB, "b1", "ACCEPTED");
        told(BOB, "b1", "PAID");
        ledger.note(new Wish("carl", "k1", 3), new Told.Refused(409, "over-limit"));
    }

    @Test
    void a_world_in_order_has_no_findings() {
        Reckoning reckoning = reckon(world(10, 3, 7));

        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.confirmed()).isEqualTo(3);
        assertThat(reckoning.accepted()).isEqualTo(2);
        assertThat(reckoning.refusedAfterAccepted()).isZero();
    }

    @Test
    void more_sold_than_there_is() {
        assertThat(kinds(world(2, 3, 0))).contains(Kind.OVERSOLD);
    }

    @Test
    void an_accepted_order_that_is_gone() {
        rows.removeFirst();

        assertThat(kinds(world(10, 2, 8))).containsOnly(Kind.LOST);
    }

    @Test
    void a_confirmed_order_that_went_back() {
        rows.set(0, new Row("a1", "ann", 1, "REFUSED"));

        assertThat(kinds(world(10, 2, 8))).containsOnly(Kind.LOST);
    }

    @Test
    void a_paid_order_that_is_not_paid() {
        rows.set(1, new Row("b1", "bob", 2, "CONFIRMED"));

        assertThat(kinds(world(10, 3, 7))).containsOnly(Kind.LOST);
    }

    @Test
    void an_order_that_is_somebody_elses() {
        rows.set(0, new Row("a1", "eve", 1, "CONFIRMED"));

        assertThat(kinds(world(10, 3, 7))).containsOnly(Kind.LOST);
    }

    @Test
    void an_order_of_more_than_was_asked_for() {
        rows.set(0, new Row("a1", "ann", 2, "CONFIRMED"));

        assertThat(kinds(world(10, 4, 6))).containsOnly(Kind.LOST);
    }

    @Test
    void one_attempt_with_two_orders() {
        told(ANN, "a2", "ACCEPTED");
        rows.add(new Row("a2", "ann", 1, "CONFIRMED"));

        assertThat(kinds(world(10, 4, 6))).containsOnly(Kind.DOUBLED);
    }

    @Test
    void one_order_for_two_attempts() {
        told(new Wish("ann", "k2", 1), "a1", "ACCEPTED");

        assertThat(kinds(world(10, 3, 7))).containsOnly(Kind.DOUBLED);
    }

    @Test
    void the_same_order_twice_in_the_store() {
        rows.add(new Row("a1", "ann", 1, "CONFIRMED"));

        assertThat(kinds(world(10, 4, 6))).containsOnly(Kind.DOUBLED);
    }

    @Test
    void an_order_that_nobody_asked_for() {
        rows.add(new Row("x1", "ann", 1, "CONFIRMED"));

        assertThat(kinds(world(10, 4, 6))).containsOnly(Kind.DOUBLED);
    }

    @Test
    void an_order_whose_answer_was_lost_is_no_stranger() {
        ledger.note(new Wish("dora", "k1", 1), new Told.Silence());
        rows.add(new Row("d1", "dora", 1, "CONFIRMED"));

        Reckoning reckoning = reckon(world(10, 4, 6));

        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.silences()).isEqualTo(1);
    }

    @Test
    void one_lost_answer_explains_one_order_only() {
        ledger.note(new Wish("dora", "k1", 1), new Told.Silence());
        rows.add(new Row("d1", "dora", 1, "CONFIRMED"));
        rows.add(new Row("d2", "dora", 1, "CONFIRMED"));

        assertThat(kinds(world(10, 5, 5))).containsOnly(Kind.DOUBLED);
    }

    @Test
    void a_buyer_above_the_limit() {
        Wish second = new Wish("bob", "k2", 1);
        told(second, "b2", "CONFIRMED");
        rows.add(new Row("b2", "bob", 1, "CONFIRMED"));

        assertThat(kinds(world(10, 4, 6))).containsOnly(Kind.OVER_LIMIT);
    }

    @Test
    void a_unit_that_is_nowhere() {
        assertThat(kinds(world(10, 3, 6))).contains(Kind.LEAKED);
    }

    @Test
    void a_unit_that_is_there_twice() {
        assertThat(kinds(world(10, 3, 8))).contains(Kind.LEAKED);
    }

    @Test
    void a_counter_that_differs_from_the_orders() {
        assertThat(kinds(world(10, 4, 7))).contains(Kind.LEAKED);
    }

    @Test
    void a_confirmed_order_that_is_called_accepted_again() {
        told(ANN, "a1", "ACCEPTED");

        assertThat(kinds(world(10, 3, 7))).containsOnly(Kind.TURNED);
    }

    @Test
    void a_no_that_became_a_yes() {
        Wish wish = new Wish("dora", "k1", 1);
        told(wish, "d1", "EXPIRED");
        rows.add(new Row("d1", "dora", 1, "CONFIRMED"));

        assertThat(kinds(world(10, 4, 6))).containsOnly(Kind.TURNED);
    }

    @Test
    void a_no_that_was_followed_by_another_answer() {
        Wish wish = new Wish("dora", "k1", 1);
        told(wish, "d1", "REFUSED");
        told(wish, "d1", "ACCEPTED");
        rows.add(new Row("d1", "dora", 1, "REFUSED"));

        assertThat(kinds(world(10, 3, 7))).containsOnly(Kind.TURNED);
    }

    @Test
    void accepted_and_then_refused_is_counted() {
        Wish wish = new Wish("dora", "k1", 1);
        told(wish, "d1", "ACCEPTED");
        rows.add(new Row("d1", "dora", 1, "REFUSED"));

        Reckoning reckoning = reckon(world(10, 3, 7));

        assertThat(reckoning.findings()).isEmpty();
        assertThat(reckoning.refusedAfterAccepted()).isEqualTo(1);
    }

    @Test
    void of_two_requests_under_way_at_once_neither_was_answered_first() {
        Wish dora = new Wish("dora", "k1", 1);
        rows.add(new Row("d1", "dora", 1, "CONFIRMED"));
        long before = System.nanoTime();
        told(dora, "d1", "CONFIRMED");
        ledger.note(dora, new Told.Order("d1", "ACCEPTED"), before);
        assertThat(kinds(world(10, 4, 6))).isEmpty();

        told(dora, "d1", "ACCEPTED");
        assertThat(kinds(world(10, 4, 6))).containsOnly(Kind.TURNED);
    }

    @Test
    void a_book_that_does_not_balance_or_differs() {
        Evidence good = world(10, 3, 7);

        assertThat(kinds(with(good, new Book(10, 7, 0, 0, 1, 2, false)))).containsOnly(Kind.MISBOOKED);
        assertThat(kinds(with(good, new Book(10, 6, 0, 1, 1, 2, true)))).containsOnly(Kind.MISBOOKED);
    }

    private void told(Wish wish, String order, String state) {
        ledger.note(wish, new Told.Order(order, state));
    }

    private Evidence world(long allotted, long sold, long available) {
        long held = rows.stream().filter(Row::holds).mapToLong(Row::quantity).sum();
        return new Evidence(
                allotted, 2, sold, available, 0, 0, rows, new Book(allotted, available, 0, 0, held, 0, true));
    }

    private static Evidence with(Evidence world, Book book) {
        return new Evidence(
                world.allotted(),
                world.limit(),
                world.sold(),
                world.available(),
                world.onTheWay(),
                world.unsettled(),
                world.rows(),
                book);
    }

    private Reckoning reckon(Evidence evidence) {
        return Reckoning.of(ledger, evidence);
    }

    private List<Kind> kinds(Evidence evidence) {
        return reckon(evidence).findings().stream().map(Finding::kind).toList();
    }
}
