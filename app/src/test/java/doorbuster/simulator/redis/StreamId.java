package doorbuster.simulator.redis;

/// The id of a stream entry.
record StreamId(long millis, long number) implements Comparable<StreamId> {
    static final StreamId LEAST = new StreamId(0, 0);
    static final StreamId MOST = new StreamId(Long.MAX_VALUE, Long.MAX_VALUE);

    static StreamId of(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? new StreamId(Long.parseLong(text), 0)
                : new StreamId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    StreamId next() {
        return new StreamId(millis, number + 1);
    }

    @Override
    public int compareTo(StreamId other) {
        int byTime = Long.compare(millis, other.millis);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return millis + "-" + number;
    }
}
