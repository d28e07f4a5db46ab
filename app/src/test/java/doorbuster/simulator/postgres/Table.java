package doorbuster.simulator.postgres;

import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One table by its primary key.
public final class Table {
    private final TreeMap<String, Tuple> rows = new TreeMap<>();
    private final Deque<Runnable> undo;
    private boolean changed;

    Table(Deque<Runnable> undo) {
        this.undo = undo;
    }

    /// The row of a key.
    public Optional<Tuple> find(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    /// All rows, by key.
    public Collection<Tuple> all() {
        return rows.values();
    }

    List<Tuple> where(Predicate<Tuple> condition) {
        return rows.values().stream().filter(condition).toList();
    }

    boolean has(String key) {
        return rows.containsKey(key);
    }

    /// Writes a row.
    public Tuple put(String key, Tuple row) {
        restore(key, rows.put(key, row));
        return row;
    }

    /// Deletes a row.
    public void remove(String key) {
        restore(key, rows.remove(key));
    }

    /// Forgets that it was changed.
    void begin() {
        changed = false;
    }

    /// Whether the transaction wrote to it.
    boolean isChanged() {
        return changed;
    }

    private void restore(String key, @Nullable Tuple before) {
        changed = true;
        undo.push(() -> {
            if (before == null) {
                rows.remove(key);
            } else {
                rows.put(key, before);
            }
        });
    }
}
