package doorbuster.infra.command;

import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A progress bar on one line of a terminal; silent elsewhere.
final class Bar {
    private static final int WIDTH = 40;

    private final Optional<PrintWriter> out;
    private final long total;
    private final String then;
    private int shown = -1;

    /// An empty bar.
    ///
    /// @param terminal where to draw; null when nobody watches
    /// @param then     what goes on when all is sent
    Bar(@Nullable PrintWriter terminal, long total, String then) {
        this.out = Optional.ofNullable(terminal);
        this.total = Math.max(total, 1);
        this.then = then;
    }

    /// A bar on this process's terminal, if it has one.
    ///
    /// @param out  where to draw; null when nobody is to watch
    /// @param then as for the constructor
    static Bar on(@Nullable PrintWriter out, long total, String then) {
        return new Bar(Surroundings.isTerminal() ? out : null, total, then);
    }

    /// Draws when another percent is done.
    void show(long done) {
        int percent = (int) Math.min(100, done * 100 / total);
        if (percent != shown) {
            shown = percent;
            int filled = percent * WIDTH / 100;
            out.ifPresent(writer -> {
                writer.print("\r  [" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + " %"
                        + (percent == 100 ? ", " + then + " …" : ""));
                writer.flush();
            });
        }
    }

    void end() {
        out.ifPresent(PrintWriter::println);
    }
}
