package doorbuster.admission;

import java.time.Duration;

/// Checks of settings that name the key and what was expected.
final class Bounds {
    private Bounds() {}

    static void number(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + ", expected " + least + " to " + most);
        }
    }

    static void span(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + " is " + value + ", expected " + least + " to " + most);
        }
    }

    static void text(String key, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + " is empty");
        }
    }
}
