package doorbuster.admission;

import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Reply;
import doorbuster.store.Row;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// The lists as sets in the lanes, where the critical script asks for every buyer. Made beside the set in force and put
/// in its place in one step: while the list is uploaded, or from Postgres when a lane lost what it had. A set carries
/// its list's number as a member that no buyer can have, so that a lane that lost its set is seen and filled again;
/// and none is put in force with fewer members than it should have.
final class LaneLists {
    private static final Script STAGE = Script.load(LaneLists.class, "list-stage");
    private static final Script SWAP = Script.load(LaneLists.class, "list-swap");
    private static final Script HOLDS = Script.load(LaneLists.class, "list-holds");
    private static final Sql MEMBERS = Sql.load(LaneLists.class, "list-members");
    private static final Sql IN_FORCE = Sql.load(LaneLists.class, "list-in-force");
    private static final int MOST_PER_CALL = 2_000;
    private static final int TRIES = 5;
    private static final Duration REST = Duration.ofMillis(20);
    private static final long STAGED_LIFE_MS = 600_000;
    private final Postgres postgres;
    private final Scripts scripts;

    LaneLists(Postgres postgres, Scripts scripts) {
        this.postgres = postgres;
        this.scripts = scripts;
    }

    /// Fills every lane that does not have the list.
    ///
    /// @return whether every lane has it now
    boolean fill(SaleId sale, ListUpload.Kind kind, long list, int lanes) {
        boolean whole = true;
        for (int number = 0; number < lanes; number++) {
            Lane lane = new Lane(sale, number);
            whole &= holds(lane, kind, list) || fill(lane, kind, list);
        }
        return whole;
    }

    private boolean holds(Lane lane, ListUpload.Kind kind, long list) {
        Reply reply = scripts.call(HOLDS, List.of(live(lane, kind)), List.of(marker(list)));
        return reply instanceof Reply.Done done && done.text(0).equals("HOLDS");
    }

    private boolean fill(Lane lane, ListUpload.Kind kind, long list) {
        Staged staged = new Staged(lane, kind, list);
        List<Row> chunk = postgres.query(MEMBERS, list, lane.number(), 0);
        for (int next = 1; !chunk.isEmpty(); next++) {
            if (!staged.add(chunk.getFirst().text("buyers").lines().toList())) {
                staged.drop();
                return false;
            }
            chunk = postgres.query(MEMBERS, list, lane.number(), next);
        }
        // the members of a replaced list are deleted: what was read may be only some of them
        boolean inForce = !postgres.query(IN_FORCE, list).isEmpty();
        return inForce && staged.swap();
    }

    /// A lane's set of a list that is being uploaded, beside the one in force.
    Staged staged(Lane lane, ListUpload.Kind kind, long list) {
        return new Staged(lane, kind, list);
    }

    /// Members of one list in one lane, on their way. Not safe for use by two threads at once.
    final class Staged {
        private final Lane lane;
        private final ListUpload.Kind kind;
        private final long list;
        private final String key;
        private long members;
        private boolean whole = true;

        private Staged(Lane lane, ListUpload.Kind kind, long list) {
            this.lane = lane;
            this.kind = kind;
            this.list = list;
            key = lane.key(part(kind) + ":" + UUID.randomUUID());
        }

        /// Adds members, none of which is there yet.
        ///
        /// @return whether all were taken; once one was not, the rest is not sent
        boolean add(List<String> more) {
            for (int at = 0; whole && at < more.size(); at += MOST_PER_CALL) {
                List<String> args = new ArrayList<>();
                args.add(Long.toString(STAGED_LIFE_MS));
                args.addAll(more.subList(at, Math.min(more.size(), at + MOST_PER_CALL)));
                whole = called(STAGE, List.of(key), args, "STAGED");
            }
            members += more.size();
            return whole;
        }

        /// Puts the set in force if nothing of it was lost.
        ///
        /// @return whether it is in force now
        boolean swap() {
            return whole
                    && called(
                            SWAP,
                            List.of(key, live(lane, kind), lane.key(part(kind) + ":no")),
                            List.of(Long.toString(list), marker(list), Long.toString(members)),
                            "SWAPPED");
        }

        /// Forgets the set; when this does not arrive, it dies by itself.
        void drop() {
            called(STAGE, List.of(key), List.of("0"), "STAGED");
        }
    }

    /// Asks again when nobody knows, each of the scripts may run twice: a second swap finds the set in force.
    private boolean called(Script script, List<String> keys, List<String> args, String expected) {
        for (int i = 0; i < TRIES; i++) {
            if (scripts.call(script, keys, args) instanceof Reply.Done done) {
                return done.text(0).equals(expected);
            }
            LockSupport.parkNanos(REST.toNanos());
        }
        return false;
    }

    private static String live(Lane lane, ListUpload.Kind kind) {
        return lane.key(part(kind));
    }

    private static String part(ListUpload.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String marker(long list) {
        return "\tlist " + list;
    }
}
