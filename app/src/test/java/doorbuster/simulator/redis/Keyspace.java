package doorbuster.simulator.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The data of one Redis process, and the commands that the unit's scripts use on it; no others.
///
/// A command takes its words as Redis does and answers with a text, a whole number, a list or nothing.
final class Keyspace {
    private static final Long ONE = 1L;
    private static final Long ZERO = 0L;
    private final Map<String, Value> values;

    Keyspace() {
        this(new HashMap<>());
    }

    private Keyspace(Map<String, Value> values) {
        this.values = values;
    }

    /// Redis refuses a command.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why, null, false, false);
        }
    }

    Keyspace copy() {
        Map<String, Value> copies = new HashMap<>();
        values.forEach((key, value) -> copies.put(key, value.copy()));
        return new Keyspace(copies);
    }

    /// A command that changes nothing, or empty when it is not one.
    ///
    /// @param now the machine's clock, milliseconds
    @Nullable
    Object read(List<String> words, long now) {
        String key = words.get(1);
        return switch (words.getFirst()) {
            case "HGET" -> fields(key).get(words.get(2));
            case "HMGET" -> many(fields(key), words);
            case "HGETALL" -> flat(fields(key));
            // a hash of some hundred fields is one page in Redis, too
            case "HSCAN" -> List.of("0", flat(fields(key)));
            case "SMISMEMBER" -> memberships(key, words);
            case "EXISTS" -> values.containsKey(key) ? ONE : ZERO;
            case "GET" -> text(key, now);
            case "XLEN" -> (long) length(key);
            case "XRANGE" -> range(key, words);
            default -> throw new Refused("ERR unknown command " + words);
        };
    }

    /// A command that changes something.
    ///
    /// @param now the machine's clock, milliseconds
    @Nullable
    Object write(List<String> words, long now) {
        String key = words.get(1);
        return switch (words.getFirst()) {
            case "HSET" -> hset(key, words);
            case "HDEL" -> hdel(key, words);
            case "HINCRBY" -> increase(key, words.get(2), Long.parseLong(words.get(3)));
            case "UNLINK", "DEL" ->
                words.stream()
                        .skip(1)
                        .filter(gone -> values.remove(gone) != null)
                        .count();
            case "RENAME" -> rename(key, words.get(2));
            case "SET" -> set(key, words);
            case "XADD" -> append(key, words, now);
            case "XDEL" -> {
                Map<StreamId, List<String>> entries = stream(key).entries();
                yield words.subList(2, words.size()).stream()
                        .filter(id -> entries.remove(StreamId.of(id)) != null)
                        .count();
            }
            default -> throw new Refused("ERR unknown command " + words);
        };
    }

    /// The fields of a hash, for the eyes of a test; none when there is no such key.
    Map<String, String> fields(String key) {
        return switch (values.get(key)) {
            case null -> Map.of();
            case Value.Hash(Map<String, String> fields) -> fields;
            case Value other -> throw wrongType(other);
        };
    }

    /// How many entries a stream has.
    int length(String key) {
        return stream(key).entries().size();
    }

    private static Refused wrongType(Value value) {
        return new Refused("WRONGTYPE Operation against a key holding the wrong kind of value: "
                + value.getClass().getSimpleName());
    }

    private static List<@Nullable Object> many(Map<String, String> fields, List<String> words) {
        List<@Nullable Object> found = new ArrayList<>(words.size());
        for (String name : words.subList(2, words.size())) {
            found.add(fields.get(name));
        }
        return found;
    }

    private static List<String> flat(Map<String, String> fields) {
        List<String> flat = new ArrayList<>();
        fields.forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return flat;
    }

    private List<Long> memberships(String key, List<String> words) {
        Value value = values.get(key);
        if (value != null && !(value instanceof Value.Members)) {
            throw wrongType(value);
        }
        return words.subList(2, words.size()).stream()
                .map(member ->
                        value instanceof Value.Members set && set.members().contains(member) ? ONE : ZERO)
                .toList();
    }

    private @Nullable String text(String key, long now) {
        Value value = values.get(key);
        if (value instanceof Value.Text(String text, long ends)) {
            return ends != 0 && ends <= now ? null : text;
        }
        if (value != null) {
            throw wrongType(value);
        }
        return null;
    }

    private List<Object> range(String key, List<String> words) {
        String from = words.get(2);
        boolean after = from.startsWith("(");
        StreamId least = from.equals("-") ? StreamId.LEAST : StreamId.of(after ? from.substring(1) : from);
        StreamId most = words.get(3).equals("+") ? StreamId.MOST : StreamId.of(words.get(3));
        int count = words.size() > 5 ? Integer.parseInt(words.get(5)) : Integer.MAX_VALUE;
        List<Object> found = new ArrayList<>();
        for (Map.Entry<StreamId, List<String>> entry :
                stream(key).entries().tailMap(least, !after).entrySet()) {
            if (found.size() >= count || entry.getKey().compareTo(most) > 0) {
                break;
            }
            found.add(List.of(entry.getKey().toString(), entry.getValue()));
        }
        return found;
    }

    private Map<String, String> hash(String key) {
        Value value = values.computeIfAbsent(key, _ -> new Value.Hash(new LinkedHashMap<>()));
        if (value instanceof Value.Hash(Map<String, String> fields)) {
            return fields;
        }
        throw wrongType(value);
    }

    private Value.Stream stream(String key) {
        return switch (values.get(key)) {
            case null -> new Value.Stream();
            case Value.Stream stream -> stream;
            case Value other -> throw wrongType(other);
        };
    }

    private Long hset(String key, List<String> words) {
        Map<String, String> fields = hash(key);
        long added = 0;
        for (int i = 2; i + 1 < words.size(); i += 2) {
            added += fields.put(words.get(i), words.get(i + 1)) == null ? 1 : 0;
        }
        return added;
    }

    private Long hdel(String key, List<String> words) {
        if (!values.containsKey(key)) {
            return ZERO;
        }
        Map<String, String> fields = hash(key);
        long gone = words.subList(2, words.size()).stream()
                .filter(name -> fields.remove(name) != null)
                .count();
        if (fields.isEmpty()) {
            values.remove(key);
        }
        return gone;
    }

    private Long increase(String key, String field, long by) {
        Map<String, String> fields = hash(key);
        long sum = Long.parseLong(fields.getOrDefault(field, "0")) + by;
        fields.put(field, Long.toString(sum));
        return sum;
    }

    private String rename(String key, String to) {
        Value value = Optional.ofNullable(values.remove(key)).orElseThrow(() -> new Refused("ERR no such key"));
        values.put(to, value);
        return "OK";
    }

    private String set(String key, List<String> words) {
        long ends = words.size() > 4 ? Long.parseLong(words.get(4)) : 0;
        values.put(key, new Value.Text(words.get(2), ends));
        return "OK";
    }

    private String append(String key, List<String> words, long now) {
        Value.Stream stream = stream(key);
        values.putIfAbsent(key, stream);
        StreamId last = Objects.requireNonNull(stream.last().get());
        StreamId id = words.get(2).equals("*")
                ? now > last.millis() ? new StreamId(now, 0) : last.next()
                : StreamId.of(words.get(2));
        stream.entries().put(id, List.copyOf(words.subList(3, words.size())));
        stream.last().set(id);
        return id.toString();
    }
}
