package doorbuster.infra.admin;

import java.util.List;

/// A unit said no, or did not answer. The message is one line: who, what, why.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> details;

    /// A refusal.
    ///
    /// @param status the HTTP status, 0 when there was no answer
    public Refused(int status, String message) {
        this(status, message, List.of());
    }

    /// A refusal of many things at once.
    ///
    /// @param details one line each
    public Refused(int status, String message, List<String> details) {
        super(message);
        this.status = status;
        this.details = List.copyOf(details);
    }

    public List<String> details() {
        return details;
    }

    public int status() {
        return status;
    }
}
