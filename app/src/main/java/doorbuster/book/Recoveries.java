package doorbuster.book;

import doorbuster.reserve.Distress;
import doorbuster.reserve.Epochs;
import doorbuster.reserve.LaneLook;
import doorbuster.reserve.Roster;
import doorbuster.reserve.SaleLook;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Scripts;
import doorbuster.store.UnitLock;
import doorbuster.telemetry.Signals;
import doorbuster.telemetry.SpanName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Answers distress: one sale after the other is recovered, by whichever node gets the unit's lock for it.
public final class Recoveries implements Distress {
    private static final System.Logger LOG = System.getLogger(Recoveries.class.getName());
    /// The group of advisory locks that lead recoveries.
    private static final int LEADERS = 0x444f4f52;
    /// How long a node leaves a sale to the others that it cannot recover itself.
    private static final Duration STEPS_BACK = Duration.ofSeconds(5);

    private final Recovery recovery;
    private final Postgres postgres;
    private final Scripts scripts;
    private final Roster roster;
    private final Epochs epochs;
    private final Runnable readRoster;
    private final Signals signals;
    private final Set<SaleId> unbalanced = ConcurrentHashMap.newKeySet();
    private final Map<SaleId, String> wanted = new ConcurrentHashMap<>();
    private final Map<SaleId, Long> leftToOthers = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<SaleId> queue = new LinkedBlockingQueue<>();

    /// @param readRoster wakes the thread that reads the roster and hands in
    public Recoveries(
            Recovery recovery,
            Postgres postgres,
            Scripts scripts,
            Roster roster,
            Epochs epochs,
            Runnable readRoster,
            Signals signals) {
        this.recovery = recovery;
        this.postgres = postgres;
        this.scripts = scripts;
        this.roster = roster;
        this.epochs = epochs;
        this.readRoster = readRoster;
        this.signals = signals;
    }

    @Override
    public void recover(SaleId sale, String why) {
        if (!isLeftToOthers(sale) && wanted.putIfAbsent(sale, why) == null) {
            queue.add(sale);
        }
    }

    /// Asks for a recovery of a sale whose lanes look sound and whose book does not balance.
    public void recount(SaleId sale) {
        unbalanced.add(sale);
        recover(sale, "its book did not balance twice");
    }

    @Override
    public void epochMoved(SaleId sale) {
        readRoster.run();
    }

    /// Recovers the next sale in distress, waiting a while for one. Several threads may do so at once, so that a sale
    /// whose recovery takes long keeps no other waiting.
    ///
    /// @throws Postgres.Away when Postgres does not answer; the sale will be reported again
    public void step(long patienceMs) throws InterruptedException {
        SaleId sale = queue.poll(patienceMs, TimeUnit.MILLISECONDS);
        if (sale == null) {
            return;
        }
        String why = wanted.remove(sale);
        Optional<Offer> offer = read(sale);
        if (offer.isEmpty()) {
            return;
        }
        Optional<UnitLock> lead = postgres.tryLock(LEADERS, offer.get().no());
        if (lead.isEmpty()) {
            return;
        }
        try (UnitLock _ = lead.get()) {
            lead(sale, String.valueOf(why));
        }
    }

    /// Whether all lanes of a sale are open under its epoch, nobody remembers a later one, and its last recovery was
    /// finished.
    boolean isSound(Offer offer) {
        return !roster.unopened().contains(offer.id())
                && epochs.of(offer.id()) <= offer.epoch()
                && SaleLook.at(scripts, offer, offer.epoch()).join().isOpen();
    }

    /// The highest epoch that anybody knows when that of Postgres is below it or Postgres was restored, else 0. Another
    /// node that knows a still higher one asks for a recovery of its own.
    private long remembered(Offer offer) {
        long inLanes = SaleLook.at(scripts, offer, offer.epoch()).join().lanes().stream()
                .mapToLong(LaneLook::epoch)
                .max()
                .orElse(0);
        long most = Math.max(inLanes, epochs.of(offer.id()));
        boolean restored = most > offer.epoch() || roster.restored().contains(offer.id());
        return restored ? Math.max(most, offer.epoch()) : 0;
    }

    private void lead(SaleId sale, String why) {
        // read again under the lock: whoever led before may have mended it
        Optional<Offer> offer = read(sale);
        boolean recount = unbalanced.remove(sale);
        if (offer.isEmpty() || (!recount && isSound(offer.get()))) {
            return;
        }
        LOG.log(System.Logger.Level.WARNING, "recovering sale {0}: {1}", sale, why);
        Recovery.Outcome outcome = signals.traces()
                .always(
                        SpanName.REBUILD,
                        sale.value(),
                        () -> recovery.run(sale, offer.get().lanes(), remembered(offer.get())));
        switch (outcome) {
            case Recovery.Outcome.Opened opened -> opened(sale, opened);
            case Recovery.Outcome.Unfinished(String reason) -> {
                unfinished(System.Logger.Level.WARNING, "recovery of sale {0} is not finished: {1}", sale, reason);
                recover(sale, reason);
            }
            case Recovery.Outcome.NotByMe(String reason) -> {
                leftToOthers.put(sale, scripts.nanos() + STEPS_BACK.toNanos());
                unfinished(
                        System.Logger.Level.ERROR,
                        "sale {0} stays closed until a newer node recovers it: {1}",
                        sale,
                        reason);
            }
            case Recovery.Outcome.NoSuchSale _ -> LOG.log(System.Logger.Level.ERROR, "no sale {0}", sale);
        }
        readRoster.run();
    }

    private void opened(SaleId sale, Recovery.Outcome.Opened opened) {
        signals.measures().recovered(opened.took().toNanos(), opened.deficit());
        LOG.log(
                System.Logger.Level.INFO,
                "sale {0} sells again under epoch {1} after {2} ms, {3} units short",
                sale,
                opened.epoch(),
                opened.took().toMillis(),
                opened.deficit());
        if (opened.lost() > 0) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "sale {0}: {1} settled orders are missing since Postgres was restored; see lost_order",
                    sale,
                    opened.lost());
        }
    }

    private void unfinished(System.Logger.Level level, String text, SaleId sale, String why) {
        signals.measures().unfinished();
        LOG.log(level, text, sale, why);
    }

    private boolean isLeftToOthers(SaleId sale) {
        Long until = leftToOthers.get(sale);
        if (until != null && scripts.nanos() - until >= 0) {
            leftToOthers.remove(sale, until);
            return false;
        }
        return until != null;
    }

    private Optional<Offer> read(SaleId sale) {
        return roster.refresh().stream().filter(o -> o.id().equals(sale)).findFirst();
    }
}
