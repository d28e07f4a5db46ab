package doorbuster.store;

/// A lock of the whole unit.
public interface UnitLock extends AutoCloseable {
    /// Gives the lock back; never fails: a lock ends with its connection in any case.
    @Override
    void close();
}
