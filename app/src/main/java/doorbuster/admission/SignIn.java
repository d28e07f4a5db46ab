package doorbuster.admission;

/// The answer to "whose token is this?"
public sealed interface SignIn {
    /// The token is good now.
    record SignedIn(Caller caller) implements SignIn {}

    /// No token, or one that proves nothing; asking again with it answers the same.
    ///
    /// @param why for the operator's counters, a hyphenated word; never sent to the caller
    record Refused(String why) implements SignIn {}

    /// No key was ever loaded, so nothing can be verified; asking again may answer differently.
    record Unavailable() implements SignIn {}
}
