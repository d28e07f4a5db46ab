package doorbuster.catalogsync.store;

import java.sql.SQLException;

/// PostgreSQL did not answer, or refused. The session it came from is of no use any more.
public final class StoreBroken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String sqlState;

    public StoreBroken(String doing, SQLException cause) {
        super(doing + ": " + cause.getMessage(), cause);
        this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    public StoreBroken(String doing, Throwable cause) {
        super(doing + ": " + cause.getMessage(), cause);
        this.sqlState = "";
    }

    public StoreBroken(String what) {
        super(what);
        this.sqlState = "";
    }

    /// PostgreSQL's five-character code, empty when it never answered.
    public String sqlState() {
        return sqlState;
    }

    /// The first line, for status tables and logs.
    public String line() {
        String message = getMessage();
        return message == null
                ? "PostgreSQL is away"
                : message.lines().findFirst().orElse("PostgreSQL is away");
    }
}
