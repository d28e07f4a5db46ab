package doorbuster.infra.kubernetes;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes one place of an object on purpose.
final class Change {
    private Change() {}

    /// @param path  steps with dots between them; a number is a place in a list, and `app.kubernetes.io` is no step
    /// @param value null to remove
    static void put(Map<String, Object> tree, String path, @Nullable Object value) {
        Object at = tree;
        String[] steps = path.split("\\.", -1);
        for (int i = 0; i < steps.length - 1; i++) {
            at = step(at, steps[i], path);
        }
        String last = steps[steps.length - 1];
        if (at instanceof List<?>) {
            List<Object> list = asList(at);
            if (value == null) {
                list.remove(Integer.parseInt(last));
            } else {
                list.set(Integer.parseInt(last), value);
            }
        } else if (value == null) {
            if (Manifests.asMap(at).remove(last) == null) {
                throw new IllegalArgumentException("nothing at " + path);
            }
        } else {
            Manifests.asMap(at).put(last, value);
        }
    }

    @SuppressWarnings("unchecked") // YAML's lists
    private static List<Object> asList(Object node) {
        return (List<Object>) node;
    }

    private static Object step(Object at, String step, String path) {
        Object next = at instanceof List<?> list
                ? list.get(Integer.parseInt(step))
                : Manifests.asMap(at).get(step);
        if (next == null) {
            throw new IllegalArgumentException("nothing at " + step + " of " + path);
        }
        return next;
    }
}
