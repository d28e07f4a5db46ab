package doorbuster.door;

/// What a request turned out to be.
public sealed interface Reading<T> {
    /// Well-formed.
    record Fit<T>(T value) implements Reading<T> {}

    /// Not well-formed; this is the answer.
    record Unfit<T>(Answer refusal) implements Reading<T> {}
}
