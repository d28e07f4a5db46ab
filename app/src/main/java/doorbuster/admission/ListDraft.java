package doorbuster.admission;

import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderIdMint;
import doorbuster.sale.SaleId;
import doorbuster.store.Postgres;
import doorbuster.store.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// A list on its way into Postgres, in chunks, and into a set of each lane beside the one in force, so that it is in
/// force as soon as Postgres has committed it; in memory it is one chunk per lane and 8 bytes per buyer. A set that
/// could not be made or was lost is made from Postgres afterwards.
final class ListDraft implements ListUpload.Draft {
    private static final Sql CHUNK = Sql.load(ListDraft.class, "list-chunk");
    private static final Sql ACTIVATE = Sql.load(ListDraft.class, "list-activate");
    private static final Sql FORGET_OLDER = Sql.load(ListDraft.class, "list-forget-older");
    private static final Sql FORGET = Sql.load(ListDraft.class, "list-forget");
    private static final Sql AUDIT = Sql.load(ListDraft.class, "list-audit");
    private static final int MOST_PER_CHUNK = 5_000;
    private final Postgres postgres;
    private final SaleId sale;
    private final ListUpload.Kind kind;
    private final long list;
    private final Consumer<Fingerprints> spread;
    private final List<Part> parts = new ArrayList<>();
    private long[] hashes = new long[1 << 10];
    private int buyers;
    private boolean inForce;

    /// What is collected for one lane.
    private static final class Part {
        final LaneLists.Staged staged;
        final List<String> members = new ArrayList<>(MOST_PER_CHUNK);
        int chunks;

        Part(LaneLists.Staged staged) {
            this.staged = staged;
        }
    }

    /// @param lanes where each lane's set is made, at least one
    /// @param spread called once the list is in force, with its filter: mends what could not be told
    ListDraft(
            Postgres postgres,
            SaleId sale,
            ListUpload.Kind kind,
            long list,
            List<LaneLists.Staged> lanes,
            Consumer<Fingerprints> spread) {
        this.postgres = postgres;
        this.sale = sale;
        this.kind = kind;
        this.list = list;
        this.spread = spread;
        lanes.forEach(staged -> parts.add(new Part(staged)));
    }

    @Override
    public void add(BuyerId buyer) {
        if (buyers == hashes.length) {
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
        }
        hashes[buyers++] = Fingerprints.hash(buyer);
        int lane = OrderIdMint.laneOf(buyer, parts.size());
        Part part = parts.get(lane);
        part.members.add(buyer.value());
        if (part.members.size() == MOST_PER_CHUNK) {
            flush(lane, part);
        }
    }

    @Override
    public long activate(String actor) {
        for (int lane = 0; lane < parts.size(); lane++) {
            if (!parts.get(lane).members.isEmpty()) {
                flush(lane, parts.get(lane));
            }
        }
        Fingerprints filter = Fingerprints.forMembers(buyers);
        for (int i = 0; i < buyers; i++) {
            filter.add(hashes[i]);
        }
        String encoded = Base64.getEncoder().encodeToString(filter.bytes());
        inForce = postgres.inTransaction(work -> {
            boolean newest = work.change(ACTIVATE, sale.value(), kind.name(), list, (long) buyers, encoded) == 1;
            work.change(FORGET_OLDER, sale.value(), kind.name(), list);
            work.change(AUDIT, actor, kind.name().toLowerCase(Locale.ROOT) + "-list", sale.value(), buyers + " buyers");
            return newest;
        });
        if (inForce) {
            parts.forEach(part -> part.staged.swap());
            spread.accept(filter);
        }
        return buyers;
    }

    @Override
    public void close() {
        if (!inForce) {
            parts.forEach(part -> part.staged.drop());
            postgres.change(FORGET, list);
        }
    }

    private void flush(int lane, Part part) {
        postgres.change(CHUNK, list, lane, part.chunks, sale.value(), kind.name(), String.join("\n", part.members));
        part.staged.add(part.members);
        part.members.clear();
        part.chunks++;
    }
}
