package doorbuster.infra.fleet;

import java.util.Locale;

/// One line of long work, in the columns that all commands share: whose it is, what was done, how long it took.
public final class StepLine {
    private StepLine() {}

    /// A line without seconds: something that is said and takes no time.
    public static String of(String owner, String what) {
        return String.format(Locale.ROOT, "  %-12s %s", owner, what);
    }

    /// A line whose seconds stand below those of the others.
    public static String of(String owner, String what, double seconds) {
        return of(owner, String.format(Locale.ROOT, "%-72s %6.1f s", what, seconds));
    }
}
