package doorbuster.catalogsync;

/// One role of this process, running. Closed, it leaves no thread, session or socket behind.
public interface Part extends AutoCloseable {
    /// Where its admin socket listens.
    int port();

    @Override
    void close();
}
