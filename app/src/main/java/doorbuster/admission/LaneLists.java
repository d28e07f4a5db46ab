package doorbuster.admission;

import doorbuster.sale.Lane;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Reply;
import doorbuster.store.Row;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The lists as sets in the lanes, where the critical script asks for every buyer. Made from Postgres beside the set in
/// force and put in its place in one step; a set carries its list's number as a member that no buyer can have, so
/// that a lane that lost its set is seen and filled again.
final class LaneLists {
    private static final Script STAGE = Script.load(LaneLists.class, "list-stage");
    private static final Script SWAP = Script.load(LaneLists.class, "list-swap");
    private static final Script HOLDS = Script.load(LaneLists.class, "list-holds");
    private static final Sql MEMBERS = Sql.load(LaneLists.class, "list-members");
    private static final Sql IN_FORCE = Sql.load(LaneLists.class, "list-in-force");
    private static final int MOST_PER_CALL = 2_000;
    private static final int TRIES = 5;
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
        String staged = lane.key(part(kind) + ":" + UUID.randomUUID());
        List<Row> chunk = postgres.query(MEMBERS, list, lane.number(), 0);
        for (int next = 1; !chunk.isEmpty(); next++) {
            List<String> members = chunk.getFirst().text("buyers").lines().toList();
            for (int at = 0; at < members.size(); at += MOST_PER_CALL) {
                List<String> args = new ArrayList<>();
                args.add(Long.toString(STAGED_LIFE_MS));
                args.addAll(members.subList(at, Math.min(members.size(), at + MOST_PER_CALL)));
                if (!called(STAGE, List.of(staged), args)) {
                    return false;
                }
            }
            chunk = postgres.query(MEMBERS, list, lane.number(), next);
        }
        // the members of a replaced list are deleted: what was read may be only some of them
        boolean inForce = !postgres.query(IN_FORCE, list).isEmpty();
        return inForce
                && called(
                        SWAP,
                        List.of(staged, live(lane, kind), lane.key(part(kind) + ":no")),
                        List.of(Long.toString(list), marker(list)));
    }

    /// Asks again when nobody knows; each of the scripts may run twice, and a second swap finds only its marker to
    /// lose, which [#holds] would say, so a swap is asked once.
    private boolean called(Script script, List<String> keys, List<String> args) {
        int tries = script == SWAP ? 1 : TRIES;
        for (int i = 0; i < tries; i++) {
            if (scripts.call(script, keys, args) instanceof Reply.Done done) {
                return !done.text(0).equals("STALE");
            }
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
