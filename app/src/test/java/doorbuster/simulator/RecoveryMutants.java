package doorbuster.simulator;

import doorbuster.book.Register;
import doorbuster.sale.Acceptance;
import doorbuster.sale.SaleId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Mutants whose recoveries ask Postgres in another order, or not at all.
final class RecoveryMutants {
    private RecoveryMutants() {}

    static List<Mutant> all() {
        return List.of(
                mutant("Postgres read before the stream", ReadFirst::new),
                mutant("opened before all nodes reported", Hasty::new),
                mutant("released read outside the snapshot", ReadTwice::new),
                mutant(
                        "entries beyond what is left are kept, and given back when the guard refuses them",
                        Keeping::new));
    }

    private static Mutant mutant(String rule, UnaryOperator<Register> wrap) {
        return new Mutant(rule, new Variant() {
            @Override
            public Register register(Register register) {
                return wrap.apply(register);
            }
        });
    }

    /// A register that does what another does.
    private static class Same implements Register {
        private final Register real;

        Same(Register real) {
            this.real = real;
        }

        @Override
        public Optional<Long> raiseEpoch(SaleId sale, long remembered) {
            return real.raiseEpoch(sale, remembered);
        }

        @Override
        public boolean allHandedIn(SaleId sale, long epoch) {
            return real.allHandedIn(sale, epoch);
        }

        @Override
        public boolean closeGathering(SaleId sale, long epoch) {
            return real.closeGathering(sale, epoch);
        }

        @Override
        public Optional<Snapshot> snapshot(SaleId sale, long epoch) {
            return real.snapshot(sale, epoch);
        }

        @Override
        public boolean refuse(SaleId sale, long epoch, List<Acceptance> orders) {
            return real.refuse(sale, epoch, orders);
        }

        @Override
        public long noteLost(SaleId sale, long epoch, List<Row> known) {
            return real.noteLost(sale, epoch, known);
        }

        @Override
        public void opened(SaleId sale, long epoch) {
            real.opened(sale, epoch);
        }
    }

    private static final class ReadFirst extends Same {
        private Optional<Snapshot> early = Optional.empty();

        ReadFirst(Register real) {
            super(real);
        }

        /// The first step after the fence is raised: the lanes are not even quiet then.
        @Override
        public Optional<Long> raiseEpoch(SaleId sale, long remembered) {
            Optional<Long> epoch = super.raiseEpoch(sale, remembered);
            early = epoch.flatMap(raised -> super.snapshot(sale, raised));
            return epoch;
        }

        @Override
        public Optional<Snapshot> snapshot(SaleId sale, long epoch) {
            return early;
        }
    }

    private static final class Hasty extends Same {
        Hasty(Register real) {
            super(real);
        }

        @Override
        public boolean allHandedIn(SaleId sale, long epoch) {
            return true;
        }
    }

    private static final class ReadTwice extends Same {
        ReadTwice(Register real) {
            super(real);
        }

        @Override
        public Optional<Snapshot> snapshot(SaleId sale, long epoch) {
            Optional<Snapshot> first = super.snapshot(sale, epoch);
            Optional<Snapshot> second = super.snapshot(sale, epoch);
            return first.flatMap(
                    one -> second.map(two -> new Snapshot(one.offer(), one.sold(), two.total(), one.orders())));
        }
    }

    private static final class Keeping extends Same {
        Keeping(Register real) {
            super(real);
        }

        @Override
        public boolean refuse(SaleId sale, long epoch, List<Acceptance> orders) {
            return true;
        }
    }
}
