package doorbuster.loadtest.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// How big the modelled sale is, and what may happen in it. Everything not named is absent, and costs no states.
final class Bounds {
    final int allotted;
    final List<Integer> quantity = new ArrayList<>();
    final List<Integer> lane = new ArrayList<>();
    final Set<Rule> missing = EnumSet.noneOf(Rule.class);
    int lanes = 1;
    int nodes = 1;
    int readers = 1;
    int tries = 1;
    int recoveries;
    int spontaneous;
    int failovers;
    int losses;
    int crashes;
    int slowNodes;
    int transfers;
    int finishers;
    int endings;
    int releasers;
    boolean polls;
    boolean soldOut;
    boolean latePayment;

    private Bounds(int allotted) {
        this.allotted = allotted;
    }

    /// A sale of so many units, nobody wanting any yet.
    static Bounds units(int allotted) {
        return new Bounds(allotted);
    }

    /// One more order, of so many units, by a buyer of this lane.
    Bounds order(int ofLane, int units) {
        lane.add(ofLane);
        quantity.add(units);
        lanes = Math.max(lanes, ofLane + 1);
        return this;
    }

    Bounds nodes(int count) {
        nodes = count;
        return this;
    }

    Bounds readers(int count) {
        readers = count;
        return this;
    }

    /// How often an order may be sent to where it is not known.
    Bounds tries(int count) {
        tries = count;
        return this;
    }

    /// Buyers ask for the state of their orders, whenever they like.
    Bounds polls() {
        polls = true;
        return this;
    }

    /// Recoveries, so many of which may begin without need.
    Bounds recoveries(int most, int withoutNeed) {
        recoveries = most;
        spontaneous = withoutNeed;
        return this;
    }

    /// A primary dies and its replica, which may lack a suffix, takes over.
    Bounds failovers(int most) {
        failovers = most;
        return this;
    }

    /// A primary comes back empty.
    Bounds losses(int most) {
        losses = most;
        return this;
    }

    /// A node is killed with all it holds.
    Bounds crashes(int most) {
        crashes = most;
        return this;
    }

    /// A node misses the window in which it may hand in.
    Bounds slowNodes(int most) {
        slowNodes = most;
        return this;
    }

    /// Units move between two lanes, by notes which so many finishers may carry at a time.
    Bounds transfers(int most, int carriers) {
        transfers = most;
        finishers = carriers;
        lanes = Math.max(lanes, 2);
        return this;
    }

    /// Confirmed orders are cancelled, expire or are paid, so many of them not paid; releasers tell the lane.
    Bounds endings(int most, int by) {
        endings = most;
        releasers = by;
        return this;
    }

    /// Expired orders are paid after all and take a unit anew.
    Bounds latePayment() {
        latePayment = true;
        return this;
    }

    /// Somebody looks through the lanes to tell sold-out.
    Bounds soldOut() {
        soldOut = true;
        return this;
    }

    Bounds without(Rule... rules) {
        missing.addAll(Arrays.asList(rules));
        return this;
    }

    boolean has(Rule rule) {
        return !missing.contains(rule);
    }

    int orders() {
        return quantity.size();
    }
}
