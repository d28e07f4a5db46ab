package doorbuster.loadtest.model;

import java.util.function.Supplier;

/// The sales that are gone through: each part of the protocol in the smallest sale that can break it, then the parts
/// together. Those that begin with `LONG_` take minutes and gigabytes.
@SuppressWarnings("ImmutableEnumChecker") // what is supplied is made anew each time
enum Sale {
    ASKED_FOR(() -> Bounds.units(1).order(0, 1).tries(2).recoveries(1, 1).polls()),
    TWO_READERS(() -> Bounds.units(1).order(0, 1).order(0, 1).readers(2).recoveries(1, 1)),
    FAILED_OVER(() -> Bounds.units(1).order(0, 1).order(0, 1).recoveries(2, 0).failovers(1)),
    EMPTIED(() -> Bounds.units(2).order(0, 1).order(0, 2).recoveries(2, 0).losses(1)),
    TRIED_AGAIN(() -> Bounds.units(1)
            .order(0, 1)
            .tries(2)
            .readers(2)
            .recoveries(2, 1)
            .failovers(1)
            .losses(1)
            .polls()),
    TRIED_AGAIN_BY_TWO(() -> Bounds.units(2)
            .order(0, 1)
            .order(0, 2)
            .tries(2)
            .readers(2)
            .recoveries(2, 0)
            .failovers(1)
            .polls()),
    QUANTITIES(() -> Bounds.units(3)
            .order(0, 2)
            .order(0, 1)
            .order(0, 2)
            .recoveries(2, 0)
            .failovers(1)
            .losses(1)),
    HELD_BY_TWO(() -> Bounds.units(1)
            .order(0, 1)
            .order(0, 1)
            .nodes(2)
            .recoveries(1, 0)
            .failovers(1)
            .crashes(1)),
    SLOW_NODE(() -> Bounds.units(1)
            .order(0, 1)
            .order(0, 1)
            .recoveries(2, 0)
            .failovers(2)
            .slowNodes(1)),
    TWO_LANES(() -> Bounds.units(2)
            .order(0, 1)
            .order(1, 1)
            .recoveries(1, 0)
            .failovers(1)
            .transfers(1, 1)),
    TWO_FINISHERS(() -> Bounds.units(1).order(0, 1).recoveries(1, 1).transfers(2, 2)),
    SOLD_OUT(() -> Bounds.units(1).order(0, 1).transfers(2, 1).soldOut()),
    LOOKED_THROUGH(() -> Bounds.units(2)
            .order(0, 1)
            .order(1, 1)
            .recoveries(1, 1)
            .transfers(1, 1)
            .soldOut()),
    ENDED(() -> Bounds.units(1).order(0, 1).order(0, 1).recoveries(1, 1).endings(2, 2)),
    PAID_LATE(() -> Bounds.units(1)
            .order(0, 1)
            .order(0, 1)
            .recoveries(1, 1)
            .endings(1, 1)
            .latePayment()),
    HELD_AND_ENDED(() -> Bounds.units(1)
            .order(0, 1)
            .order(0, 1)
            .recoveries(1, 0)
            .failovers(1)
            .crashes(1)
            .endings(1, 1)),
    LANES_AND_ENDS(() -> Bounds.units(1)
            .order(0, 1)
            .order(1, 1)
            .transfers(2, 1)
            .endings(1, 1)
            .soldOut()),
    LANES_AND_HELD(() -> Bounds.units(2)
            .order(0, 1)
            .order(1, 2)
            .recoveries(1, 0)
            .losses(1)
            .crashes(1)
            .transfers(1, 1)),

    LONG_FAULTS(() -> Bounds.units(1)
            .order(0, 1)
            .order(0, 1)
            .nodes(2)
            .recoveries(2, 0)
            .failovers(1)
            .losses(1)
            .crashes(1)
            .slowNodes(1)),
    LONG_SLOW_NODES(() -> Bounds.units(1)
            .order(0, 1)
            .order(0, 1)
            .nodes(2)
            .tries(2)
            .recoveries(2, 0)
            .failovers(2)
            .slowNodes(1)),
    LONG_LANES(() -> Bounds.units(2)
            .order(0, 1)
            .order(1, 1)
            .recoveries(2, 0)
            .failovers(1)
            .transfers(2, 2)),
    LONG_RELEASED_AND_ASKED_FOR(() -> Bounds.units(2)
            .order(0, 1)
            .order(0, 1)
            .tries(2)
            .recoveries(1, 0)
            .failovers(1)
            .endings(1, 1)
            .polls()),
    LONG_HELD_ENDED_AND_ASKED_FOR(() -> Bounds.units(1)
            .order(0, 1)
            .order(0, 1)
            .recoveries(1, 0)
            .failovers(1)
            .crashes(1)
            .endings(1, 1)
            .polls()),
    LONG_QUANTITIES(() -> Bounds.units(3)
            .order(0, 1)
            .order(1, 2)
            .recoveries(1, 0)
            .failovers(1)
            .transfers(1, 2)),
    LONG_SOLD_OUT(() -> Bounds.units(2)
            .order(0, 1)
            .order(1, 1)
            .recoveries(1, 1)
            .transfers(2, 1)
            .soldOut()),
    LONG_ENDED(() -> Bounds.units(1)
            .order(0, 1)
            .order(0, 1)
            .recoveries(1, 1)
            .endings(2, 2)
            .polls()),
    LONG_HELD_AND_ENDED(() -> Bounds.units(1)
            .order(0, 1)
            .order(0, 1)
            .nodes(2)
            .recoveries(1, 0)
            .failovers(1)
            .crashes(1)
            .endings(1, 1)),
    LONG_LANES_AND_ENDS(() -> Bounds.units(2)
            .order(0, 1)
            .order(1, 1)
            .recoveries(1, 0)
            .failovers(1)
            .transfers(1, 1)
            .endings(1, 1)),
    LONG_LANES_AND_HELD(() -> Bounds.units(2)
            .order(0, 1)
            .order(1, 1)
            .nodes(2)
            .recoveries(1, 0)
            .failovers(1)
            .crashes(1)
            .transfers(1, 1));

    private final Supplier<Bounds> bounds;

    Sale(Supplier<Bounds> bounds) {
        this.bounds = bounds;
    }

    /// A fresh sale with all rules in force.
    Bounds bounds() {
        return bounds.get();
    }
}
