package doorbuster.catalogsync.unit;

import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import java.util.Map;
import java.util.Optional;

/// Of several processes of one unit only one acts: the one whose session holds the lock.
///
/// Everything that changes the unit is done on that very session. If it breaks, the lock and the unfinished
/// work go together, so a second process can never act beside a first that only believes it still leads.
public final class Leadership implements AutoCloseable {
    private static final int ANSWER_SECONDS = 2;
    private final Database database;
    private Optional<Session> session = Optional.empty();

    public Leadership(Database database) {
        this.database = database;
    }

    /// The session to act on, empty while another process leads.
    public Optional<Session> session() {
        if (session.isPresent() && !session.get().alive(ANSWER_SECONDS)) {
            close();
        }
        if (session.isEmpty()) {
            Session candidate = database.open();
            boolean leads = false;
            try {
                leads = candidate.one("unit/lead", Map.of(), row -> row.truth("leads"));
            } finally {
                if (!leads) {
                    candidate.close();
                }
            }
            session = leads ? Optional.of(candidate) : Optional.empty();
        }
        return session;
    }

    @Override
    public void close() {
        session.ifPresent(Session::close);
        session = Optional.empty();
    }
}
