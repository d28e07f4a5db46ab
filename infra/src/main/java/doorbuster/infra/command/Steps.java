package doorbuster.infra.command;

import doorbuster.infra.fleet.StepLine;
import java.io.PrintWriter;
import java.util.Locale;

/// The steps of long work: one line each, with its seconds, as they are done.
final class Steps {
    private final PrintWriter out;
    private final String owner;
    private final long begun = System.nanoTime();
    private long since = begun;

    /// Steps of something that has a name.
    Steps(PrintWriter out, String owner) {
        this.out = out;
        this.owner = owner;
    }

    /// One more is done; the next begins now.
    void done(String what) {
        done(what, (System.nanoTime() - since) / 1e9);
    }

    /// One more is done, which took as long as it says.
    void done(String what, double seconds) {
        say(StepLine.of(owner, what, seconds));
        since = System.nanoTime();
    }

    /// A free line.
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /// `%.1f s` since the first step began.
    String total() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begun) / 1e9);
    }
}
