package doorbuster.attempts;

import java.time.Instant;
import java.util.Optional;

/// One attempt as it was answered.
///
/// @param outcome `accepted`, `known` or the refusal's code
/// @param stage where it was decided: `limits`, `eligibility`, `challenge`, `stock` or `stores`
/// @param micros how long it took
/// @param order the order's id, empty when the attempt never had one
/// @param trace the id of its trace, empty when it was not traced
public record Noted(Instant at, String buyer, String outcome, String stage, long micros, String order, String trace) {
    private static final int PARTS = 7;

    /// As one line of the log.
    String line() {
        return at.toEpochMilli()
                + "\t" + buyer
                + "\t" + outcome
                + "\t" + stage
                + "\t" + micros
                + "\t" + order
                + "\t" + trace;
    }

    /// Reads a line; empty when it has another form.
    static Optional<Noted> read(String line) {
        String[] part = line.split("\t", -1);
        if (part.length != PARTS) {
            return Optional.empty();
        }
        return Optional.of(new Noted(
                Instant.ofEpochMilli(Long.parseLong(part[0])),
                part[1],
                part[2],
                part[3],
                Long.parseLong(part[4]),
                part[5],
                part[6]));
    }
}
