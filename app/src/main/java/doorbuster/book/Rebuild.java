package doorbuster.book;

import doorbuster.reserve.Reservations;
import doorbuster.sale.Acceptance;
import doorbuster.sale.OrderId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the lanes must hold, worked out from the streams' entries and one later reading of Postgres.
///
/// Reservations are exactly the entries without a row; a buyer's holdings are those of Postgres and these; what is free
/// is what neither has.
final class Rebuild {
    private final List<Map<String, String>> res;
    private final List<Map<String, String>> usr;
    private final List<Map<String, String>> done;
    private final List<Acceptance> open = new ArrayList<>();
    private final long free;

    Rebuild(Register.Snapshot snapshot, List<Acceptance> entries) {
        int lanes = snapshot.offer().lanes();
        res = maps(lanes);
        usr = maps(lanes);
        done = maps(lanes);
        Set<OrderId> rows = new HashSet<>();
        for (Register.Row row : snapshot.orders()) {
            rows.add(row.order());
            int lane = row.order().lane();
            if (row.state().holdsStock()) {
                hold(lane, row.buyer(), row.order(), row.quantity());
            } else {
                done.get(lane).put(row.order().value(), row.state().name());
            }
        }
        long reserved = 0;
        for (Acceptance entry : entries) {
            OrderId order = entry.attempt().order();
            if (rows.add(order)) {
                res.get(order.lane()).put(order.value(), Reservations.write(entry));
                hold(
                        order.lane(),
                        entry.attempt().buyer().value(),
                        order,
                        entry.attempt().quantity());
                reserved += entry.attempt().quantity();
                open.add(entry);
            }
        }
        free = snapshot.offer().allotted() - snapshot.sold() - reserved;
    }

    /// The part of a lane's hash that goes to `res`, `usr` or `done`.
    Map<String, String> res(int lane) {
        return res.get(lane);
    }

    Map<String, String> usr(int lane) {
        return usr.get(lane);
    }

    Map<String, String> done(int lane) {
        return done.get(lane);
    }

    /// Units short when more were accepted than are left.
    long deficit() {
        return Math.max(0, -free);
    }

    /// The youngest entries without a row that together make up for the deficit; none when there is no deficit.
    List<Acceptance> surplus() {
        List<Acceptance> surplus = new ArrayList<>();
        long missing = deficit();
        for (Acceptance entry : open.stream()
                .sorted(Comparator.comparing(Acceptance::at).reversed())
                .toList()) {
            if (missing > 0) {
                surplus.add(entry);
                missing -= entry.attempt().quantity();
            }
        }
        return surplus;
    }

    /// A lane's share of what is free: evenly, the first lanes taking the odd ones.
    long available(int lane) {
        long whole = Math.max(0, free);
        long lanes = res.size();
        return whole / lanes + (lane < whole % lanes ? 1 : 0);
    }

    private void hold(int lane, String buyer, OrderId order, int quantity) {
        usr.get(lane).merge(buyer, order + "=" + quantity + ",", String::concat);
    }

    private static List<Map<String, String>> maps(int lanes) {
        Map<Integer, Map<String, String>> maps = new LinkedHashMap<>();
        for (int i = 0; i < lanes; i++) {
            maps.put(i, new HashMap<>());
        }
        return List.copyOf(maps.values());
    }
}
