package doorbuster.book;

import doorbuster.reserve.Roster;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Postgres.Work;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Each change is one transaction together with its audit row; then the lanes are told.
public final class PostgresSaleControl implements SaleControl {
    private static final Sql CREATE = Sql.load(PostgresSaleControl.class, "create");
    private static final Sql ALTER = Sql.load(PostgresSaleControl.class, "alter");
    private static final Sql LOCK = Sql.load(PostgresSaleControl.class, "lock-sale");
    private static final Sql SWITCH = Sql.load(PostgresSaleControl.class, "switch");
    private static final Sql RESTOCK = Sql.load(PostgresSaleControl.class, "restock");
    private static final Sql AUDIT = Sql.load(PostgresSaleControl.class, "audit");
    private static final long MOST_UNITS = 10_000_000;

    private final Postgres postgres;
    private final Announcement announcement;
    private final Books books;
    private final ToIntFunction<SaleDraft> lanes;

    /// What was decided inside the transaction.
    private sealed interface Decision {
        record Changed(Offer offer) implements Decision {}

        record Not(Ruling ruling) implements Decision {}
    }

    /// @param lanes how many lanes a new sale gets
    public PostgresSaleControl(
            Postgres postgres, Announcement announcement, Books books, ToIntFunction<SaleDraft> lanes) {
        this.postgres = postgres;
        this.announcement = announcement;
        this.books = books;
        this.lanes = lanes;
    }

    @Override
    public Ruling put(SaleDraft draft, String actor) {
        if (!draft.closesAt().isAfter(draft.opensAt())) {
            return new Ruling.Refused("malformed", "closesAt must be after opensAt");
        }
        return rule(work -> {
            List<Row> created = work.query(CREATE, createParams(draft));
            if (!created.isEmpty()) {
                return audited(work, created, actor, "create", draft.inWords());
            }
            Row row = work.query(LOCK, draft.id().value()).getFirst();
            Optional<Ruling> no = lowering(Roster.offer(row), row.number("sold"), draft);
            return no.isPresent()
                    ? new Decision.Not(no.get())
                    : audited(work, work.query(ALTER, alterParams(draft)), actor, "alter", draft.inWords());
        });
    }

    @Override
    public Ruling pause(SaleId sale, String actor) {
        return turn(sale, Offer.Switch.PAUSED, "pause", actor);
    }

    @Override
    public Ruling resume(SaleId sale, String actor) {
        return turn(sale, Offer.Switch.ON, "resume", actor);
    }

    @Override
    public Ruling close(SaleId sale, String actor) {
        return turn(sale, Offer.Switch.CLOSED, "close", actor);
    }

    @Override
    public Ruling restock(SaleId sale, long quantity, String actor) {
        if (quantity < 1 || quantity > MOST_UNITS) {
            return new Ruling.Refused("malformed", "quantity is 1 to " + MOST_UNITS);
        }
        return rule(work -> audited(
                work,
                work.query(RESTOCK, quantity, quantity, sale.value(), quantity),
                actor,
                "restock",
                "quantity " + quantity,
                sale,
                "the sale is closed, or would pass 100,000,000 units"));
    }

    private Ruling turn(SaleId sale, Offer.Switch position, String action, String actor) {
        return rule(work -> audited(
                work,
                work.query(SWITCH, position.name(), sale.value()),
                actor,
                action,
                position.name(),
                sale,
                "a closed sale stays closed"));
    }

    private Ruling rule(Function<Work, Decision> change) {
        try {
            return switch (postgres.inTransaction(change)) {
                case Decision.Changed changed -> announcement.announce(changed.offer());
                case Decision.Not not -> not.ruling();
            };
        } catch (Postgres.Away | Postgres.Violated e) {
            return e instanceof Postgres.Violated
                    ? new Ruling.Refused("malformed", "the sale contradicts itself")
                    : new Ruling.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /// Stock may be taken away only while nothing is being sold, and only what is free.
    private Optional<Ruling> lowering(Offer offer, long sold, SaleDraft draft) {
        if (draft.stock() >= offer.allotted()) {
            return Optional.empty();
        }
        if (draft.stock() < sold) {
            return Optional.of(new Ruling.Refused("below-sold", sold + " units are sold already"));
        }
        if (offer.position() == Offer.Switch.ON && offer.epoch() > 0) {
            return Optional.of(new Ruling.Refused("still-selling", "pause the sale before lowering its stock"));
        }
        return switch (books.read(offer.id())) {
            case Books.Reading.Read read ->
                read.sum().available() + read.sum().inTransfer() >= offer.allotted() - draft.stock()
                        ? Optional.empty()
                        : Optional.of(new Ruling.Refused(
                                "below-sold", "only " + read.sum().available() + " units are free"));
            case Books.Reading.NoSuchSale _ -> Optional.of(new Ruling.NoSuchSale());
            case Books.Reading.Unavailable away -> Optional.of(new Ruling.Unavailable(away.why()));
        };
    }

    private static Decision audited(Work work, List<Row> changed, String actor, String action, String detail) {
        Offer offer = Roster.offer(changed.getFirst());
        work.change(AUDIT, actor, action, "sale " + offer.id(), detail);
        return new Decision.Changed(offer);
    }

    private static Decision audited(
            Work work, List<Row> changed, String actor, String action, String detail, SaleId sale, String otherwise) {
        if (!changed.isEmpty()) {
            return audited(work, changed, actor, action, detail);
        }
        return new Decision.Not(
                work.query(LOCK, sale.value()).isEmpty()
                        ? new Ruling.NoSuchSale()
                        : new Ruling.Refused("closed", otherwise));
    }

    private Object[] createParams(SaleDraft draft) {
        return new Object[] {
            draft.id().value(),
            draft.sku().value(),
            draft.priceMinor(),
            draft.currency(),
            draft.stock(),
            draft.perBuyerLimit(),
            draft.opensAt().toEpochMilli(),
            draft.closesAt().toEpochMilli(),
            draft.payWithin().toMillis(),
            draft.challenge().name(),
            draft.minLevel(),
            draft.minAccountAgeDays(),
            draft.allowListOnly(),
            lanes.applyAsInt(draft)
        };
    }

    private static Object[] alterParams(SaleDraft draft) {
        return new Object[] {
            draft.sku().value(),
            draft.priceMinor(),
            draft.currency(),
            draft.stock(),
            draft.stock(),
            draft.stock(),
            draft.perBuyerLimit(),
            draft.opensAt().toEpochMilli(),
            draft.closesAt().toEpochMilli(),
            draft.payWithin().toMillis(),
            draft.challenge().name(),
            draft.minLevel(),
            draft.minAccountAgeDays(),
            draft.allowListOnly(),
            draft.id().value()
        };
    }
}
