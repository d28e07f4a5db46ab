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

/// A list on its way into Postgres, in chunks; in memory it is one chunk per lane and 8 bytes per buyer.
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
    private final Runnable spread;
    private final List<Part> parts = new ArrayList<>();
    private long[] hashes = new long[1 << 10];
    private int buyers;
    private boolean inForce;

    /// What is collected for one lane.
    private static final class Part {
        final StringBuilder lines = new StringBuilder();
        int count;
        int chunks;
    }

    /// @param lanes at least 1
    /// @param spread called once the list is in Postgres: makes sets and filters of it
    ListDraft(Postgres postgres, SaleId sale, ListUpload.Kind kind, long list, int lanes, Runnable spread) {
        this.postgres = postgres;
        this.sale = sale;
        this.kind = kind;
        this.list = list;
        this.spread = spread;
        for (int i = 0; i < lanes; i++) {
            parts.add(new Part());
        }
    }

    @Override
    public void add(BuyerId buyer) {
        if (buyers == hashes.length) {
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
        }
        hashes[buyers++] = Fingerprints.hash(buyer);
        int lane = OrderIdMint.laneOf(buyer, parts.size());
        Part part = parts.get(lane);
        part.lines.append(buyer.value()).append('\n');
        if (++part.count == MOST_PER_CHUNK) {
            flush(lane, part);
        }
    }

    @Override
    public long activate(String actor) {
        for (int lane = 0; lane < parts.size(); lane++) {
            if (parts.get(lane).count > 0) {
                flush(lane, parts.get(lane));
            }
        }
        Fingerprints filter = Fingerprints.forMembers(buyers);
        for (int i = 0; i < buyers; i++) {
            filter.add(hashes[i]);
        }
        String encoded = Base64.getEncoder().encodeToString(filter.bytes());
        postgres.inTransaction(work -> {
            work.change(ACTIVATE, sale.value(), kind.name(), list, (long) buyers, encoded);
            work.change(FORGET_OLDER, sale.value(), kind.name(), list);
            return work.change(
                    AUDIT, actor, kind.name().toLowerCase(Locale.ROOT) + "-list", sale.value(), buyers + " buyers");
        });
        inForce = true;
        spread.run();
        return buyers;
    }

    @Override
    public void close() {
        if (!inForce) {
            postgres.change(FORGET, list);
        }
    }

    private void flush(int lane, Part part) {
        postgres.change(CHUNK, list, lane, part.chunks, sale.value(), kind.name(), part.lines.toString());
        part.lines.setLength(0);
        part.count = 0;
        part.chunks++;
    }
}
