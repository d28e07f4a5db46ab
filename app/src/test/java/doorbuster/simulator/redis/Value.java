package doorbuster.simulator.redis;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// What a key holds.
sealed interface Value {
    /// The same content in a value of its own.
    Value copy();

    /// A hash; Redis deletes it with its last field.
    record Hash(Map<String, String> fields) implements Value {
        @Override
        public Value copy() {
            return new Hash(new LinkedHashMap<>(fields));
        }
    }

    /// A set.
    record Members(Set<String> members) implements Value {
        @Override
        public Value copy() {
            return new Members(new LinkedHashSet<>(members));
        }
    }

    /// A string that may end by itself; it never does at 0.
    record Text(String text, long endsAtMillis) implements Value {
        @Override
        public Value copy() {
            return this;
        }
    }

    /// A stream; it stays when its last entry is deleted, and never issues an id twice.
    record Stream(TreeMap<StreamId, List<String>> entries, AtomicReference<StreamId> last) implements Value {
        Stream() {
            this(new TreeMap<>(), new AtomicReference<>(StreamId.LEAST));
        }

        @Override
        public Value copy() {
            return new Stream(new TreeMap<>(entries), new AtomicReference<>(last.get()));
        }
    }
}
