package doorbuster.settle;

import doorbuster.sale.Lane;
import doorbuster.store.Reply;
import doorbuster.store.Script;
import doorbuster.store.Scripts;
import doorbuster.store.Standing;
import java.util.ArrayList;
import java.util.List;

/// The stream of one lane, as its reader sees it.
final class LaneStream {
    private static final Script READ = Script.load(LaneStream.class, "read");
    private static final Script ACK = Script.load(LaneStream.class, "ack");
    private static final Script BURY = Script.load(LaneStream.class, "bury");
    private static final Script YIELD = Script.load(LaneStream.class, "yield");
    private static final int HEAD = 3;

    private final Lane lane;
    private final Scripts scripts;

    LaneStream(Lane lane, Scripts scripts) {
        this.lane = lane;
        this.scripts = scripts;
    }

    /// The head of the stream and the epoch it was read under, in one atomic step.
    ///
    /// @param now the lane's clock, milliseconds since 1970
    record Head(Standing standing, long epoch, long now, List<Entry> entries) {}

    Head read(String node, SettleSettings settings) {
        Reply reply = scripts.call(
                READ,
                List.of(lane.key("st"), lane.key("q"), lane.key("lease")),
                List.of(node, Long.toString(settings.lease().toMillis()), Integer.toString(settings.batch())));
        Standing standing = Standing.of(reply);
        if (standing != Standing.OPEN || !(reply instanceof Reply.Done done)) {
            return new Head(standing, 0, 0, List.of());
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = HEAD; i < done.size(); i++) {
            entries.add(Entry.read(lane.sale(), done.list(i)));
        }
        return new Head(standing, done.number(1), done.number(2), entries);
    }

    /// Gives the lease back; when this does not arrive, it ends by itself.
    void yieldLease(String node) {
        scripts.call(YIELD, List.of(lane.key("lease")), List.of(node));
    }

    /// Tells the lane what Postgres has, and deletes the entries.
    Standing ack(long epoch, List<String> entries, List<Settled.Verdict> verdicts) {
        return ackFrom("q", epoch, entries, verdicts);
    }

    /// As [#ack], for entries of another stream of the lane.
    Standing ackFrom(String part, long epoch, List<String> entries, List<Settled.Verdict> verdicts) {
        List<String> args = new ArrayList<>();
        args.add(Long.toString(epoch));
        args.add(Integer.toString(entries.size()));
        args.addAll(entries);
        for (Settled.Verdict verdict : verdicts) {
            args.add(verdict.order().attempt().order().value());
            args.add(verdict.order().attempt().rid());
            args.add(verdict.isCounted() ? "KEEP" : verdict.isNo() ? "NO" : "BACK");
            args.add(verdict.state().name());
        }
        return Standing.of(scripts.call(
                ACK,
                List.of(lane.key("st"), lane.key("res"), lane.key("usr"), lane.key("done"), lane.key(part)),
                args));
    }

    /// Sets one entry aside with its reason.
    Standing bury(long epoch, String entry, String reason) {
        return Standing.of(scripts.call(
                BURY,
                List.of(lane.key("st"), lane.key("q"), lane.key("dead")),
                List.of(Long.toString(epoch), entry, reason)));
    }
}
