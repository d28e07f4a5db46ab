package doorbuster.catalogsync.store;

/// PostgreSQL did not answer, or refused. The session it came from is of no use any more.
public final class StoreBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreBroken(String doing, Throwable cause) {
        super(doing + ": " + cause.getMessage(), cause);
    }

    public StoreBroken(String what) {
        super(what);
    }

    /// The first line, for status tables and logs.
    public String line() {
        String message = getMessage();
        return message == null
                ? "PostgreSQL is away"
                : message.lines().findFirst().orElse("PostgreSQL is away");
    }
}
