package doorbuster.infra.local;

/// A part of the fleet could not be started. The message is one line that says which part, where, and what
/// to do.
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailed(String message) {
        super(message);
    }

    public StartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
