package doorbuster.admission;

/// Counts within a fixed window that starts with the first count. Not safe for use by many threads.
final class Window {
    private final long spanMillis;
    private long startMillis;
    private int count;

    Window(long spanMillis, long nowMillis) {
        this.spanMillis = spanMillis;
        this.startMillis = nowMillis;
    }

    /// Counts one and tells how many there are in the window now.
    int count(long nowMillis) {
        roll(nowMillis);
        return ++count;
    }

    int counted(long nowMillis) {
        roll(nowMillis);
        return count;
    }

    long endsInMillis(long nowMillis) {
        return startMillis + spanMillis - nowMillis;
    }

    private void roll(long nowMillis) {
        if (nowMillis - startMillis >= spanMillis || nowMillis < startMillis) {
            startMillis = nowMillis;
            count = 0;
        }
    }
}
