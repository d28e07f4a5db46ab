package doorbuster;

import doorbuster.book.Recoveries;
import doorbuster.door.TryIds;
import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.reserve.Intake;
import doorbuster.reserve.LaneInventory;
import doorbuster.reserve.Pulse;
import doorbuster.reserve.Roster;
import doorbuster.reserve.StoredOrders;
import doorbuster.reserve.Transfers;
import doorbuster.settle.LaneReader;
import doorbuster.store.Redis;
import doorbuster.store.Replication;
import doorbuster.telemetry.Signals;
import java.security.SecureRandom;

/// What takes stock and settles what was taken: the intake, the pulse of the lanes, the inventory over them, and the
/// readers of their streams.
final class Reserving {
    final Intake intake;
    final Readers readers;
    final Pulse pulse;
    final Replication replication;
    final LaneInventory inventory;

    Reserving(Ground ground, Recoveries recoveries, SecureRandom random) {
        UnitConfig config = ground.config();
        Redis redis = ground.redis();
        Roster roster = ground.roster();
        Epochs epochs = ground.epochs();
        Held held = ground.held();
        Signals signals = ground.signals();
        // a node that stood still this long may have been given up by the others meanwhile
        intake = new Intake(System::nanoTime, config.book().nodeLease().dividedBy(2));
        readers = new Readers(
                lane -> new LaneReader(
                        lane, redis, ground.ledger(), held, ground.incarnation(), config.settle(), signals),
                config.settle());
        StoredOrders known = new StoredOrders(redis, ground.postgres());
        Transfers transfers = new Transfers(redis, roster, signals);
        pulse = new Pulse(redis, roster, transfers, epochs, recoveries, known, config.reserve(), readers::looked);
        replication = config.reserve().replicated() ? redis.replicas() : Replication.unasked();
        inventory = new LaneInventory(
                redis,
                config.reserve(),
                epochs,
                held,
                pulse,
                transfers,
                recoveries,
                replication,
                new TryIds(random)::next,
                readers::accepted,
                signals);
    }
}
