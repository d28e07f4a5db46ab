package doorbuster.catalogsync.origin;

import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import java.util.Optional;

/// Writes the beat that every unit measures its lag by; on one session, opened again when it broke.
public final class Heartbeat implements AutoCloseable {
    private final Database database;
    private Optional<Session> session = Optional.empty();

    public Heartbeat(Database database) {
        this.database = database;
    }

    /// One beat.
    public void beat() {
        boolean beaten = false;
        try {
            if (session.isEmpty()) {
                session = Optional.of(database.open());
            }
            session.get().run("origin/beat");
            beaten = true;
        } finally {
            if (!beaten) {
                close();
            }
        }
    }

    @Override
    public void close() {
        session.ifPresent(Session::close);
        session = Optional.empty();
    }
}
