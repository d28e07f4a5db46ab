package doorbuster.infra.proof;

/// What a check found is not as it should be; the message says it in one line.
final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
        super(message);
    }

    /// Throws unless it holds.
    static void unless(boolean holds, String otherwise) throws Wrong {
        if (!holds) {
            throw new Wrong(otherwise);
        }
    }
}
