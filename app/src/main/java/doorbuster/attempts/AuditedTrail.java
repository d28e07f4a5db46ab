package doorbuster.attempts;

import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Sql;
import java.util.Optional;
import java.util.function.Function;

/// The log as operators see it: who looks at a buyer is written into the audit first.
public final class AuditedTrail implements AttemptTrail {
    private static final Sql LOOKED = Sql.load(AuditedTrail.class, "looked");
    private final AttemptLog log;
    private final Function<SaleId, Optional<Offer>> sales;
    private final Postgres postgres;

    /// @param sales finds a sale of this unit
    public AuditedTrail(AttemptLog log, Function<SaleId, Optional<Offer>> sales, Postgres postgres) {
        this.log = log;
        this.sales = sales;
        this.postgres = postgres;
    }

    @Override
    public Answer of(SaleId sale, String buyer, String actor) {
        Optional<Offer> offer = sales.apply(sale);
        if (offer.isEmpty()) {
            return new Answer.NoSuchSale();
        }
        try {
            postgres.change(LOOKED, actor, sale.value(), "attempts of " + buyer);
            return new Answer.Found(log.of(offer.get(), buyer));
        } catch (Postgres.Away | AttemptLog.Unreadable e) {
            return new Answer.Unavailable(String.valueOf(e.getMessage()));
        }
    }
}
