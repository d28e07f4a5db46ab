package doorbuster;

import doorbuster.book.Audits;
import doorbuster.book.Sum;
import doorbuster.reserve.LaneLook;
import doorbuster.reserve.SaleLook;
import doorbuster.sale.Offer;
import doorbuster.settle.Entry;
import doorbuster.store.Standing;
import doorbuster.telemetry.Meters.Board;
import doorbuster.telemetry.Metric;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The figures of each sale and lane, as this node's last look saw them. At most [#MOST] sales have series of
/// their own: those that sell first, then those whose window is nearest.
final class SaleFigures {
    /// A unit with more sales than this shows only so many; how many are left out is a figure itself.
    static final int MOST = 50;

    private static final AttributeKey<String> SALE = AttributeKey.stringKey("sale");
    private static final AttributeKey<String> LANE = AttributeKey.stringKey("lane");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("state");
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;
    private final Engine engine;

    SaleFigures(Engine engine) {
        this.engine = engine;
    }

    void observe() {
        engine.ground
                .signals()
                .measures()
                .meters()
                .observe(
                        List.of(
                                Metric.SALES,
                                Metric.SALES_UNEXPOSED,
                                Metric.SALE_OPEN,
                                Metric.SALE_SELLING,
                                Metric.SALE_EPOCH,
                                Metric.LANE_AVAILABLE,
                                Metric.LANE_IN_TRANSFER,
                                Metric.LANE_OPEN,
                                Metric.LANE_STALLED,
                                Metric.STREAM_LENGTH,
                                Metric.STREAM_OLDEST,
                                Metric.DEAD_LETTERS,
                                Metric.SETTLE_LAG,
                                Metric.BOOK_UNITS,
                                Metric.BOOK_ALLOTTED,
                                Metric.BOOK_RELEASED,
                                Metric.BOOK_IMBALANCE,
                                Metric.BOOK_AUDIT_AGE),
                        this::look);
    }

    private void look(Board board) {
        List<Offer> all = engine.ground.roster().all();
        board.set(Metric.SALES, all.size());
        board.set(Metric.SALES_UNEXPOSED, Math.max(0, all.size() - MOST));
        Instant now = Instant.now();
        all.stream()
                .sorted(Comparator.comparing((Offer offer) -> !sells(offer, now))
                        .thenComparing(offer -> distance(offer, now)))
                .limit(MOST)
                .forEach(offer -> sale(board, offer, now));
        double lag = 0;
        for (Offer offer : all) {
            for (LaneLook lane : lanes(offer)) {
                lag = Math.max(lag, age(lane));
            }
        }
        board.set(Metric.SETTLE_LAG, lag);
    }

    private void sale(Board board, Offer offer, Instant now) {
        String name = offer.id().value();
        Attributes sale = Attributes.of(SALE, name);
        Optional<SaleLook> look = engine.reserving.pulse.look(offer.id());
        boolean selling =
                sells(offer, look.map(seen -> seen.now(System.nanoTime())).orElse(now));
        boolean open = look.filter(SaleLook::isTrusted).isPresent();
        board.set(Metric.SALE_SELLING, selling ? 1 : 0, sale);
        board.set(Metric.SALE_OPEN, selling && open ? 1 : 0, sale);
        board.set(Metric.SALE_EPOCH, offer.epoch(), sale);
        lanes(offer)
                .forEach(lane -> lane(
                        board,
                        lane,
                        Attributes.of(
                                SALE, name, LANE, Integer.toString(lane.lane().number()))));
        Audits.Audit audit = engine.mending.audits.newest().get(offer.id());
        if (audit != null) {
            book(board, audit, name);
        }
    }

    private static void lane(Board board, LaneLook look, Attributes lane) {
        boolean silent = look.standing() == Standing.NOT_RUN || look.standing() == Standing.UNKNOWN;
        board.set(Metric.LANE_OPEN, look.standing() == Standing.OPEN ? 1 : 0, lane);
        if (silent) {
            return;
        }
        board.set(Metric.LANE_AVAILABLE, look.available(), lane);
        board.set(Metric.LANE_IN_TRANSFER, look.onTheWay(), lane);
        board.set(Metric.LANE_STALLED, look.form() > Entry.VERSION ? 1 : 0, lane);
        board.set(Metric.STREAM_LENGTH, look.queued(), lane);
        board.set(Metric.STREAM_OLDEST, age(look), lane);
        board.set(Metric.DEAD_LETTERS, look.buried(), lane);
    }

    private static void book(Board board, Audits.Audit audit, String name) {
        Sum sum = audit.sum();
        Attributes sale = Attributes.of(SALE, name);
        units(board, name, "available", sum.available());
        units(board, name, "in_transfer", sum.inTransfer());
        units(board, name, "accepted", sum.accepted());
        units(board, name, "confirmed", sum.confirmed());
        units(board, name, "paid", sum.paid());
        board.set(Metric.BOOK_ALLOTTED, sum.allotted(), sale);
        board.set(Metric.BOOK_RELEASED, sum.released(), sale);
        board.set(Metric.BOOK_IMBALANCE, audit.alarm(), sale);
        board.set(Metric.BOOK_AUDIT_AGE, (System.nanoTime() - audit.nanos()) / NANOS, sale);
    }

    private static void units(Board board, String sale, String state, long units) {
        board.set(Metric.BOOK_UNITS, units, Attributes.of(SALE, sale, STATE, state));
    }

    private List<LaneLook> lanes(Offer offer) {
        return engine.reserving.pulse.look(offer.id()).map(SaleLook::lanes).orElse(List.of());
    }

    /// By the lane's own clock, plus what has passed since it was asked.
    private static double age(LaneLook look) {
        if (look.queued() == 0) {
            return 0;
        }
        double then = Duration.between(look.oldest(), look.now()).toMillis() / MILLIS;
        return Math.max(0, then + (System.nanoTime() - look.seen()) / NANOS);
    }

    private static boolean sells(Offer offer, Instant now) {
        return offer.position() == Offer.Switch.ON && !now.isBefore(offer.opensAt()) && now.isBefore(offer.closesAt());
    }

    private static Duration distance(Offer offer, Instant now) {
        return now.isBefore(offer.opensAt())
                ? Duration.between(now, offer.opensAt())
                : Duration.between(offer.closesAt(), now).abs();
    }
}
