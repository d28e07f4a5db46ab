package doorbuster.catalog;

import doorbuster.store.Bell;
import doorbuster.store.PooledPostgres;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The catalog as it is now, read on a thread of its own: readers get the newest complete snapshot and never wait.
///
/// A new version is announced by Postgres in the transaction that applies it, and looked for every `poll` besides.
/// Whatever fails (Postgres away, no schema `catalog` yet, a catalog too large for this process), the last snapshot
/// stays.
public final class LiveCatalog implements Catalog, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LiveCatalog.class.getName());
    /// Two snapshots that have nothing in common must fit beside everything else.
    private static final int HEAP_SHARE = 3;

    private static final String CHANNEL = "doorbuster_catalog";
    private final PooledPostgres postgres;
    private final CatalogReading reading;
    private final Duration poll;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile CatalogSnapshot newest = CatalogSnapshot.EMPTY;
    private boolean failing;

    /// Knows nothing until it is started.
    ///
    /// @param poll how often to look when nothing was announced; also the pause after a failure
    public LiveCatalog(PooledPostgres postgres, Duration poll) {
        this(postgres, poll, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /// As above, with another bound than that share of this process's heap.
    ///
    /// @param budget bytes that a new snapshot may take beside the one in use; a larger catalog is refused
    LiveCatalog(PooledPostgres postgres, Duration poll, long budget) {
        this.postgres = postgres;
        this.reading = new CatalogReading(postgres, budget);
        this.poll = poll;
        this.thread = Thread.ofVirtual().name("catalog").unstarted(this::follow);
    }

    /// Begins to follow the catalog; once.
    public LiveCatalog start() {
        thread.start();
        return this;
    }

    @Override
    public CatalogSnapshot now() {
        return newest;
    }

    private void follow() {
        do {
            try (Bell bell = Bell.on(postgres, CHANNEL)) {
                while (stopped.getCount() > 0) {
                    refresh(); // after LISTEN began: what was announced before it is read here
                    var _ = bell.waitFor(poll);
                }
            } catch (RuntimeException e) {
                failed(e);
            }
        } while (!ended());
    }

    private void refresh() {
        reading.after(newest).ifPresent(read -> {
            newest = read;
            LOG.log(
                    Level.INFO,
                    "catalog version {0}, {1} products",
                    read.version(),
                    read.products().size());
        });
        failing = false;
    }

    /// Said once, not every `poll`.
    private void failed(RuntimeException e) {
        if (!failing && stopped.getCount() > 0) {
            LOG.log(Level.WARNING, "the catalog stays at version {0}: {1}", newest.version(), e.getMessage());
        }
        failing = true;
    }

    private boolean ended() {
        try {
            return stopped.await(poll.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    /// Stops following; the last snapshot can still be read.
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt(); // ends a wait for the bell, and its connection with it
        try {
            var _ = thread.join(poll.plusSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
