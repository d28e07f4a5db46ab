package doorbuster.settle;

import doorbuster.reserve.Reservations;
import doorbuster.reserve.Sales;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Lane;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import doorbuster.store.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The dead letters of all lanes. A letter's public name is `sale:lane:id`; its units stay reserved until it is
/// decided. Of a letter that nobody can read those orders count that it names and the lane has reserved.
public final class LaneDeadLetters implements DeadLetters {
    private static final Script LETTERS = Script.load(LaneDeadLetters.class, "letters");
    private static final Script REVIVE = Script.load(LaneDeadLetters.class, "revive");
    private static final Script RESERVED = Script.load(LaneDeadLetters.class, "reserved");
    private static final Pattern ORDER = Pattern.compile("[a-z2-7]{40}");
    private static final int MOST_NAMED = 1_000;
    private static final Sql AUDIT = Sql.load(LaneDeadLetters.class, "letter-audit");
    private static final int MOST = 1_000;
    private static final int HEAD = 2;
    private final Sales sales;
    private final Scripts scripts;
    private final Postgres postgres;
    private final PostgresLedger ledger;

    /// Decides with these stores.
    public LaneDeadLetters(Sales sales, Scripts scripts, Postgres postgres, PostgresLedger ledger) {
        this.sales = sales;
        this.scripts = scripts;
        this.postgres = postgres;
        this.ledger = ledger;
    }

    private record Name(Lane lane, String id) {}

    private record Found(Standing standing, long epoch, List<?> raw) {}

    @Override
    public List<Letter> waiting() {
        List<Letter> letters = new ArrayList<>();
        for (Offer offer : sales.all()) {
            for (int i = 0; i < offer.lanes(); i++) {
                Lane lane = new Lane(offer.id(), i);
                Found found = found(lane);
                found.raw().forEach(raw -> letters.addAll(letters(lane, found.epoch(), (List<?>) raw)));
            }
        }
        letters.sort(Comparator.comparing(Letter::since));
        return letters.size() > MOST ? letters.subList(0, MOST) : letters;
    }

    @Override
    public Decision retry(String id, String actor) {
        Optional<Name> name = name(id);
        if (name.isEmpty()) {
            return new Decision.NoSuchLetter();
        }
        Lane lane = name.get().lane();
        Found found = found(lane);
        Reply reply = scripts.call(
                REVIVE,
                List.of(lane.key("st"), lane.key("q"), lane.key("dead")),
                List.of(Long.toString(found.epoch()), name.get().id()));
        if (Standing.of(reply) != Standing.OPEN || !(reply instanceof Reply.Done done)) {
            return new Decision.Unavailable("the lane is " + Standing.of(reply));
        }
        return done.text(1).isEmpty() ? new Decision.NoSuchLetter() : audited("retry", id, actor);
    }

    @Override
    public Decision refuse(String id, String actor) {
        Optional<Name> name = name(id);
        if (name.isEmpty()) {
            return new Decision.NoSuchLetter();
        }
        Lane lane = name.get().lane();
        Found found = found(lane);
        if (found.standing() != Standing.OPEN) {
            return new Decision.Unavailable("the lane is " + found.standing());
        }
        for (Object raw : found.raw()) {
            Entry entry = Entry.read(lane.sale(), (List<?>) raw);
            if (entry.id().equals(name.get().id())) {
                return orders(lane, found.epoch(), (List<?>) raw)
                        .map(orders -> refuse(lane, found.epoch(), entry.id(), orders, id, actor))
                        .orElseGet(() -> new Decision.Unavailable("the lane does not say what it has reserved"));
            }
        }
        return new Decision.NoSuchLetter();
    }

    /// First the durable "no" in Postgres, then the units go back in the lane, together with the letter.
    private Decision refuse(Lane lane, long epoch, String entry, List<Acceptance> orders, String id, String actor) {
        return switch (ledger.refuse(lane.sale(), epoch, orders, "by-operator")) {
            case Settled.Done done -> {
                Standing acked = new LaneStream(lane, scripts).ackFrom("dead", epoch, List.of(entry), done.verdicts());
                yield acked == Standing.OPEN
                        ? audited("refuse", id, actor)
                        : new Decision.Unavailable("the lane is " + acked);
            }
            case Settled.EpochMoved _ -> new Decision.Unavailable("the sale is being rebuilt");
            case Settled.Unfit unfit -> new Decision.Unavailable(unfit.reason());
            case Settled.Away away -> new Decision.Unavailable(away.why());
        };
    }

    private Decision audited(String action, String id, String actor) {
        try {
            postgres.change(AUDIT, actor, "dead-letter " + action, "letter " + id);
            return new Decision.Done();
        } catch (Postgres.Away e) {
            return new Decision.Unavailable("decided, but not audited: " + e.getMessage());
        }
    }

    private Found found(Lane lane) {
        Reply reply = scripts.call(LETTERS, List.of(lane.key("st"), lane.key("dead")), List.of(Integer.toString(MOST)));
        if (!(reply instanceof Reply.Done done) || done.text(1).isEmpty()) {
            return new Found(Standing.of(reply), 0, List.of());
        }
        return new Found(Standing.of(reply), done.number(1), done.values().subList(HEAD, done.size()));
    }

    /// One for each order of the letter; one without an order when there is none.
    private List<Letter> letters(Lane lane, long epoch, List<?> raw) {
        String id = String.valueOf(raw.get(0));
        Instant since = Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
        String reason = String.valueOf(((List<?>) raw.get(1)).getLast());
        String name = lane + ":" + id;
        List<Letter> letters = new ArrayList<>();
        for (Acceptance order : orders(lane, epoch, raw).orElse(List.of())) {
            letters.add(new Letter(
                    name,
                    lane.sale(),
                    Optional.of(order.attempt().order()),
                    order.attempt().quantity(),
                    reason,
                    since));
        }
        return letters.isEmpty() ? List.of(new Letter(name, lane.sale(), Optional.empty(), 0, reason, since)) : letters;
    }

    /// The orders of a letter, or what the lane has reserved of those that an unreadable one names; empty when the lane
    /// does not answer.
    private Optional<List<Acceptance>> orders(Lane lane, long epoch, List<?> raw) {
        return switch (Entry.read(lane.sale(), raw)) {
            case Entry.Whole whole -> Optional.of(whole.orders());
            case Entry.Newer _, Entry.Poison _ -> named(lane, epoch, raw);
        };
    }

    private Optional<List<Acceptance>> named(Lane lane, long epoch, List<?> raw) {
        List<String> ids = ORDER.matcher(String.valueOf(raw.get(1)))
                .results()
                .map(MatchResult::group)
                .distinct()
                .limit(MOST_NAMED)
                .toList();
        List<String> args = new ArrayList<>(List.of(Long.toString(epoch)));
        args.addAll(ids);
        Reply reply = scripts.call(RESERVED, List.of(lane.key("st"), lane.key("res")), args);
        if (!(reply instanceof Reply.Done done) || Standing.of(reply) != Standing.OPEN) {
            return Optional.empty();
        }
        List<Acceptance> orders = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!done.text(i + 1).isEmpty()) {
                orders.add(Reservations.read(lane.sale(), new OrderId(ids.get(i)), done.text(i + 1), epoch));
            }
        }
        return Optional.of(orders);
    }

    private Optional<Name> name(String id) {
        String[] part = id.split(":", 3);
        if (part.length != 3
                || !SaleId.isValid(part[0])
                || !part[1].matches("\\d{1,2}")
                || !part[2].matches("\\d+-\\d+")) {
            return Optional.empty();
        }
        SaleId sale = new SaleId(part[0]);
        int lane = Integer.parseInt(part[1]);
        return sales.find(sale)
                .filter(offer -> lane < offer.lanes())
                .map(offer -> new Name(new Lane(sale, lane), part[2]));
    }
}
