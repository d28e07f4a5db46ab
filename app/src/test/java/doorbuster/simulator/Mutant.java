package doorbuster.simulator;

/// The unit without one of its rules.
///
/// @param rule what is left out
/// @param theme the kind of trouble in which to look for it
/// @param seed the seed of that theme that last showed it, 0 when none does
record Mutant(String rule, Theme theme, long seed, Variant variant) {
    Mutant(String rule, Variant variant) {
        this(rule, Theme.ANY, 0, variant);
    }

    /// The same, with the seed that shows it.
    Mutant shownBy(Theme by, long seedOfTheme) {
        return new Mutant(rule, by, seedOfTheme, variant);
    }

    /// Whether a seed is known that shows it.
    boolean isCaught() {
        return seed > 0;
    }

    @Override
    public String toString() {
        return rule;
    }
}
