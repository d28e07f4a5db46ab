package doorbuster.loadtest.faults;

import static doorbuster.loadtest.faults.Fault.FLUSHALL;
import static doorbuster.loadtest.faults.Fault.LINK_CUT;
import static doorbuster.loadtest.faults.Fault.POSTGRES_KILLED;
import static doorbuster.loadtest.faults.Fault.POSTGRES_TORN;
import static doorbuster.loadtest.faults.Fault.REDIS_MUTE;

import java.util.List;
import java.util.Locale;

/// A unit in which one rule is left out, on purpose: a suite that stays green on it proves nothing.
enum Mutant {
    NO_STOCK_AND_NO_GUARD(
            "neither the script nor Postgres minds the stock",
            POSTGRES_TORN,
            List.of(
                    new Swap("reserve/reserve.lua", "  if avail < want then return 'S\\t' .. avail end\n", ""),
                    new Swap(
                            "settle/guard.sql",
                            "AND sold + CAST(? AS bigint) <= allotted",
                            "AND CAST(? AS bigint) > 0")),
            "ALTER TABLE unit.sale DROP CONSTRAINT never_oversold"),
    NO_STOCK(
            "the script does not mind the stock, Postgres does",
            POSTGRES_TORN,
            new Swap("reserve/reserve.lua", "  if avail < want then return 'S\\t' .. avail end\n", "")),
    NO_LIMIT(
            "neither the script nor Postgres minds the limit of a buyer",
            POSTGRES_TORN,
            List.of(
                    new Swap(
                            "reserve/reserve.lua",
                            "  if taken + want > limit then return 'L\\t' .. taken .. '\\t' .. limit end\n",
                            ""),
                    new Swap("settle/hold.sql", "WHERE t.units <= s.per_buyer_limit", "WHERE true"),
                    new Swap("settle/hold.sql", "WHERE h.units + excluded.units <= excluded.cap", "WHERE true")),
            "ALTER TABLE unit.holding DROP CONSTRAINT within_limit"),
    TAKEN_AGAIN(
            "an attempt that has its order takes units again",
            REDIS_MUTE,
            new Swap("reserve/reserve.lua", "if ended[i] then return", "if false then return"),
            new Swap("reserve/reserve.lua", "if mine then return", "if false then return"),
            new Swap("reserve/reserve.lua", "if id == order then return", "if false then return")),
    DELETED_WHEN_READ(
            "an entry is deleted when it is read, not when it is committed",
            POSTGRES_KILLED,
            new Swap(
                    "settle/read.lua",
                    "redis.call('SET', lease, ARGV[1], 'PX', ARGV[2])",
                    "redis.call('SET', lease, ARGV[1], 'PX', ARGV[2])"
                            + " for i = 4, #reply do redis.call('XDEL', q, reply[i][1]) end")),
    NO_RUN_ID(
            "a lane that was rolled back by a failover goes on",
            LINK_CUT,
            new Swap("store/lane.lua", "if epoch ~= mine or run ~= process() then", "if epoch ~= mine then")),
    OPENED_TOO_EARLY(
            "a recovery does not wait for what the nodes hold",
            FLUSHALL,
            new Swap(
                    "book/missing-hand-ins.sql",
                    "WHERE n.lease_until > now()",
                    "WHERE false AND n.lease_until > now()")),
    RELEASED_AGAIN(
            "units that were given back come to the lane again and again",
            POSTGRES_TORN,
            new Swap("order/release.lua", "redis.call('HSET', st, 'released', ARGV[2])\n", "")),
    RECEIVED_AGAIN(
            "units on their way to a lane are booked each time somebody looks",
            REDIS_MUTE,
            new Swap("reserve/receive.lua", "  redis.call('HSET', notes, 'from' .. ARGV[2], ARGV[3])\n", ""),
            new Swap("reserve/strike.lua", "  redis.call('HDEL', notes, 'open')\n", "")),
    CANCELLED_AGAIN(
            "an order that is cancelled twice gives its units back twice",
            POSTGRES_TORN,
            new Swap("order/cancel.sql", " AND state = 'CONFIRMED'", "")),
    NO_BEFORE_LOOKING(
            "a buyer who asks early is told \"no\" although the lane has the order",
            POSTGRES_TORN,
            new Swap("status/look.lua", "redis.call('HGET', res, ARGV[2]) or ''", "''"),
            new Swap("status/mark.lua", "if mine then return { 'OPEN', 'HELD', mine } end\n", ""),
            new Swap(
                    "status/mark.lua",
                    "if string.find(redis.call('HGET', usr, ARGV[3]) or '', ARGV[2] .. '=', 1, true) then return"
                            + " { 'OPEN', 'SETTLED', '' } end\n",
                    ""));

    private static final String ROOT = "doorbuster/";

    /// A passage of a resource of the app, and what stands there instead.
    ///
    /// @param file below the app's root package
    record Swap(String file, String passage, String instead) {
        /// Where the resource is found on the class path.
        String resource() {
            return ROOT + file;
        }
    }

    private final String title;
    private final Fault theme;

    @SuppressWarnings("ImmutableEnumChecker") // copies of constants
    private final List<Swap> swaps;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> sql;

    Mutant(String title, Fault theme, Swap... swaps) {
        this(title, theme, List.of(swaps));
    }

    Mutant(String title, Fault theme, List<Swap> swaps, String... sql) {
        this.title = title;
        this.theme = theme;
        this.swaps = List.copyOf(swaps);
        this.sql = List.of(sql);
    }

    /// What is left out.
    String title() {
        return title;
    }

    /// As `--mutant` takes it.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The fault under which it is to be shown.
    Fault theme() {
        return theme;
    }

    List<Swap> swaps() {
        return swaps;
    }

    /// What is taken out of the unit's database: a second net below the rule.
    List<String> sql() {
        return sql;
    }
}
