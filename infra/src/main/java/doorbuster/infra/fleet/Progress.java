package doorbuster.infra.fleet;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;

/// One line per part of the fleet, as it gets ready.
public final class Progress {
    /// The last line of a start that went well; the launcher in the background is awaited by it.
    public static final String READY = "The fleet is up.";

    private final Consumer<String> out;
    private final long begun = System.nanoTime();

    public Progress(PrintWriter out) {
        this(line -> {
            out.println(line);
            out.flush();
        });
    }

    /// Progress told line by line.
    Progress(Consumer<String> out) {
        this.out = out;
    }

    /// A free line.
    public synchronized void say(String line) {
        out.accept(line);
    }

    /// `owner  what` for something that takes no time.
    public void tell(String owner, String what) {
        say(StepLine.of(owner, what));
    }

    /// `owner  what … seconds` for a part that began at `sinceNanos`.
    void done(String owner, String what, long sinceNanos) {
        say(StepLine.of(owner, what, seconds(System.nanoTime() - sinceNanos)));
    }

    /// Seconds since this progress began.
    double total() {
        return seconds(System.nanoTime() - begun);
    }

    private static double seconds(long nanos) {
        return Duration.ofNanos(nanos).toMillis() / 1000.0;
    }
}
