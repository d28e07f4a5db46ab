package doorbuster.store;

/// The one way a setting's bounds are checked and its refusal worded.
public final class Bounds {
    private Bounds() {}

    /// Refuses a number that is out of its bounds.
    ///
    /// @throws IllegalArgumentException when `value` is not within `min` and `max`, naming the key
    public static void check(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " is " + value + ", expected " + min + " to " + max);
        }
    }
}
