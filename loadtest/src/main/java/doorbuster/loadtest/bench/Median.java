package doorbuster.loadtest.bench;

import java.util.stream.DoubleStream;

/// The figure in the middle: the mean of the two in the middle when their number is even.
final class Median {
    private Median() {}

    /// @param figures at least one
    static double of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
