package doorbuster;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a node has opened, closed again in the opposite order.
final class Parts implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Parts.class.getName());
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /// Remembers a part that is to be closed.
    <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "while closing " + part, e);
            }
        }
    }
}
