package doorbuster.loadtest.bench;

import java.util.Map;

/// One burst's result.
///
/// @param rate wanted answers per second
/// @param p50Micros half of the answers came within
/// @param p99Micros ninety-nine of a hundred came within
/// @param settledShare orders that Postgres had when the burst ended, as a share of those accepted; 1 for other kinds
/// @param cpuMicros CPU time of an answer by who used it, with all settling
/// @param others answers that should not have been, by status and code
record Measure(
        Kind kind,
        double rate,
        long p50Micros,
        long p99Micros,
        double settledShare,
        Map<String, Double> cpuMicros,
        Map<String, Long> others) {
    /// CPU time of an answer in all processes together, in microseconds.
    double cpu() {
        return cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
