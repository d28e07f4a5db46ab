package doorbuster.reserve;

import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.sale.Sku;
import doorbuster.store.Postgres;
import doorbuster.store.Row;
import doorbuster.store.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// This node's copy of the unit's sales; the last good reading stays in force while Postgres is away.
public final class Roster implements Sales {
    private static final Sql OFFERS = Sql.load(Roster.class, "offers");
    /// What `docs/runbooks/restore.sql` writes in place of the last epoch that was opened.
    private static final long RESTORED = -2;
    private final Postgres postgres;
    private volatile Reading reading = new Reading(List.of(), Map.of(), Map.of(), Set.of(), Set.of());
    private volatile boolean read;

    private record Reading(
            List<Offer> all,
            Map<SaleId, Offer> byId,
            Map<Integer, Offer> byNo,
            Set<SaleId> unopened,
            Set<SaleId> restored) {}

    /// Reads from this Postgres; nothing is read yet.
    public Roster(Postgres postgres) {
        this.postgres = postgres;
    }

    /// Reads all sales again.
    ///
    /// @return what was read
    /// @throws Postgres.Away when Postgres does not answer; the last reading stays
    public List<Offer> refresh() {
        List<Row> rows = postgres.query(OFFERS);
        List<Offer> all = rows.stream().map(Roster::offer).toList();
        reading = new Reading(
                all,
                all.stream().collect(Collectors.toMap(Offer::id, Function.identity())),
                all.stream().collect(Collectors.toMap(Offer::no, Function.identity())),
                rows.stream()
                        .filter(row -> row.number("opened_epoch") < row.number("epoch") || row.number("epoch") == 0)
                        .map(row -> new SaleId(row.text("id")))
                        .collect(Collectors.toUnmodifiableSet()),
                rows.stream()
                        .filter(row -> row.number("opened_epoch") == RESTORED)
                        .map(row -> new SaleId(row.text("id")))
                        .collect(Collectors.toUnmodifiableSet()));
        read = true;
        return all;
    }

    @Override
    public Optional<Offer> find(SaleId id) {
        return Optional.ofNullable(reading.byId().get(id));
    }

    @Override
    public Optional<Offer> find(int no) {
        return Optional.ofNullable(reading.byNo().get(no));
    }

    @Override
    public boolean isRead() {
        return read;
    }

    @Override
    public List<Offer> all() {
        return reading.all();
    }

    /// Sales whose last recovery, or first opening, is not finished.
    public Set<SaleId> unopened() {
        return reading.unopened();
    }

    /// Those of them whose Postgres an operator has restored to an earlier point: what their lanes know and Postgres
    /// does not is to be noted.
    public Set<SaleId> restored() {
        return reading.restored();
    }

    /// Reads one row of `sale`.
    public static Offer offer(Row row) {
        return new Offer(
                new SaleId(row.text("id")),
                row.integer("no"),
                new Sku(row.text("sku")),
                row.number("allotted"),
                row.time("opens_at"),
                row.time("closes_at"),
                row.integer("per_buyer_limit"),
                row.number("price_minor"),
                row.text("currency"),
                Duration.ofMillis(row.number("pay_within_ms")),
                Offer.Challenge.valueOf(row.text("challenge")),
                row.integer("min_level"),
                row.integer("min_account_age_days"),
                row.flag("allow_list_only"),
                Offer.Switch.valueOf(row.text("position")),
                row.integer("lanes"),
                row.number("epoch"),
                row.number("version"),
                row.flag("draining"));
    }
}
