package doorbuster.catalogsync.store;

/// A slot just made, with the snapshot that shows exactly what the slot will not send.
/// The snapshot can be used until this is closed; the slot stays.
public record ExportedSlot(String name, String snapshot, Session holder) implements AutoCloseable {
    @Override
    public void close() {
        holder.close();
    }
}
