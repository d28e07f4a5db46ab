package doorbuster.loadtest.model;

/// Takes what can happen next in a state.
interface Steps {
    /// Something that may happen: a buyer does something, a part dies, a reply is lost.
    ///
    /// @param words what happens, with places for the two facts
    void may(World next, String words, int first, int second);

    /// Something the protocol owes: a state in which nothing is owed is at rest, and its promises are due.
    void must(World next, String words, int first, int second);

    /// Something would be owed that the bounds do not allow: the state is not at rest.
    void cutShort();
}
