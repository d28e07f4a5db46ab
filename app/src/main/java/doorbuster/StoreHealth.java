package doorbuster;

import doorbuster.console.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Whether a store is there: it is down when it has left its question unanswered for a while, not when one answer is
/// late. A node that called itself unready at each late answer would be taken off the edge exactly when it is busy.
final class StoreHealth {
    private final String name;
    private final BooleanSupplier answers;
    private final Supplier<String> detail;
    private final Duration patience;
    private final InstantSource clock;
    private Instant answered = Instant.EPOCH;

    /// @param detail what is said of a store that answers
    /// @param patience how long it may be silent; one that has never answered gets none
    StoreHealth(String name, BooleanSupplier answers, Supplier<String> detail, Duration patience, InstantSource clock) {
        this.name = name;
        this.answers = answers;
        this.detail = detail;
        this.patience = patience;
        this.clock = clock;
    }

    /// Asks it once; to be called by one thread.
    Health.Check ask() {
        if (answers.getAsBoolean()) {
            answered = clock.instant();
            return new Health.Check(name, true, detail.get());
        }
        // a clock that was set back must not make an old answer a fresh one
        boolean late = Duration.between(answered, clock.instant()).abs().compareTo(patience) <= 0;
        return new Health.Check(name, late, late ? "answers late" : "does not answer");
    }
}
