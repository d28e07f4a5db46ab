package doorbuster.loadtest.wire;

import java.nio.ByteBuffer;

/// What a generator sends, and who hears the answers. All calls come from the generator's one thread.
public interface Play {
    /// Nothing (more) to send to this target.
    int NOTHING = -1;

    /// Writes the next request for a target.
    ///
    /// @param target index of the server it goes to
    /// @param into empty, 8 KiB; the whole HTTP/1.1 request goes in
    /// @return a number that comes back with the answer, or [#NOTHING] when this target gets no more
    int write(int target, ByteBuffer into);

    /// An answer.
    ///
    /// @param request the number that [#write] returned
    /// @param answer valid during the call only
    /// @param nanos from writing the request to having read the answer
    void heard(int request, Heard answer, long nanos);

    /// No answer came: the connection broke, or time ran out. The request may have been carried out.
    void lost(int request);
}
