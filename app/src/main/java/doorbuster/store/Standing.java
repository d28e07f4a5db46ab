package doorbuster.store;

/// How a lane stands towards the caller: the first word of every script's reply, or what became of the call.
public enum Standing {
    /// The lane is open under the caller's epoch, on the process it was opened on.
    OPEN,
    /// The lane is being rebuilt.
    RECOVERING,
    /// The lane has another epoch, or lies on another Redis process than the one it was opened on.
    FENCED,
    /// The lane has nothing: Redis lost it, or it was never opened.
    COLD,
    /// Another node holds the lane's lease.
    TAKEN,
    /// The call certainly did not run.
    NOT_RUN,
    /// Nobody knows whether the call ran.
    UNKNOWN;

    /// Reads the first word of a reply.
    public static Standing of(Reply reply) {
        return switch (reply) {
            case Reply.Done done ->
                switch (done.text(0)) {
                    case "OPEN" -> OPEN;
                    case "RECOVERING" -> RECOVERING;
                    case "FENCED" -> FENCED;
                    case "COLD" -> COLD;
                    case "TAKEN" -> TAKEN;
                    default -> UNKNOWN;
                };
            case Reply.NotRun _ -> NOT_RUN;
            case Reply.Unknown _ -> UNKNOWN;
        };
    }
}
