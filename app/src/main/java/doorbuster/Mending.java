package doorbuster;

import doorbuster.admission.BuyerLists;
import doorbuster.book.Audits;
import doorbuster.book.Configuration;
import doorbuster.book.HandIn;
import doorbuster.book.NodeWatch;
import doorbuster.book.PostgresRegister;
import doorbuster.book.Recoveries;
import doorbuster.book.Recovery;
import doorbuster.book.UnitBooks;
import doorbuster.reserve.Epochs;
import doorbuster.reserve.Roster;
import doorbuster.sale.SaleId;
import doorbuster.store.PooledPostgres;
import doorbuster.store.Redis;
import java.time.InstantSource;
import java.util.function.Consumer;

/// What mends a sale when a store, a lane or a node has failed, and what notices that it must be mended: recoveries,
/// the watch over the unit's nodes, the books and their audit.
final class Mending {
    final Recoveries recoveries;
    final Configuration configuration;
    final NodeWatch watch;
    final UnitBooks books;
    final Audits audits;

    /// @param readRoster wakes the loop that reads the roster and hands in
    /// @param stir has a sale looked at again
    Mending(Ground ground, BuyerLists lists, InstantSource clock, Runnable readRoster, Consumer<SaleId> stir) {
        UnitConfig config = ground.config();
        Redis redis = ground.redis();
        PooledPostgres postgres = ground.postgres();
        Roster roster = ground.roster();
        Epochs epochs = ground.epochs();
        Recovery recovery = new Recovery(
                new PostgresRegister(postgres, ground.ledger()),
                redis,
                config.book(),
                Recovery.Patience.ofThisProcess(),
                lists::fill);
        recoveries = new Recoveries(recovery, postgres, redis, roster, epochs, readRoster, ground.signals());
        configuration = new Configuration(redis);
        HandIn handIn = new HandIn(epochs, ground.held(), ground.ledger());
        watch = new NodeWatch(
                postgres,
                roster,
                epochs,
                handIn,
                recoveries,
                configuration,
                config.book(),
                config.node().name(),
                ground.incarnation());
        books = new UnitBooks(roster, postgres, redis, stir);
        audits = new Audits(roster, books, recoveries::recount, postgres, clock, SaleFigures.MOST);
    }
}
