package doorbuster.store;

import java.util.List;

/// What became of a script call.
public sealed interface Reply {
    /// The script ran and answered.
    record Done(List<?> values) implements Reply {
        /// The text at a position.
        public String text(int at) {
            return String.valueOf(values.get(at));
        }

        /// The whole number at a position.
        public long number(int at) {
            return values.get(at) instanceof Long n ? n : Long.parseLong(text(at));
        }

        /// The list at a position.
        public List<?> list(int at) {
            return (List<?>) values.get(at);
        }

        /// How many values there are.
        public int size() {
            return values.size();
        }
    }

    /// The call certainly did not run: it was never sent, or Redis refused it before its first command.
    record NotRun(String why) implements Reply {}

    /// Nobody knows whether it ran: a time-out, a lost connection, or an error from its middle.
    record Unknown(String why) implements Reply {}
}
