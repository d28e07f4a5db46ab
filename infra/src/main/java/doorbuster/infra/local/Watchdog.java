package doorbuster.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Ends the children of this JVM when the JVM goes, even by `kill -9`.
///
/// A small shell holds the read end of a pipe whose only write end is in this JVM. The JVM names every child
/// on it; end of file means that the JVM is gone: the shell asks each child to stop, waits up to 5 s and
/// kills what is left. This works on every POSIX system, unlike `PR_SET_PDEATHSIG`, which also fires when
/// only the *thread* that started the child ends.
final class Watchdog {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            all=""
            while read -r op pid sig; do
              case $op in
                +) all="$all $pid:$sig" ;;
                -) kept=""; for p in $all; do case $p in "$pid":*) ;; *) kept="$kept $p" ;; esac; done; all=$kept ;;
              esac
            done
            for p in $all; do kill -"${p#*:}" "${p%:*}" 2>/dev/null; done
            n=0
            while [ $n -lt 50 ]; do
              left=""
              for p in $all; do kill -0 "${p%:*}" 2>/dev/null && left=1; done
              [ -z "$left" ] && exit 0
              sleep 0.1; n=$((n+1))
            done
            for p in $all; do kill -9 "${p%:*}" 2>/dev/null; done
            """;

    private static final Watchdog ONE = new Watchdog();

    private final Writer pipe;

    private Watchdog() {
        try {
            Process shell = new ProcessBuilder(Programs.detached(List.of("/bin/sh", "-c", SCRIPT)))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            pipe = shell.outputWriter(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("no shell to watch over the child processes", e);
        }
    }

    /// From now on the process ends with this JVM; `signal` is the polite one (`INT`, `TERM`).
    static void watch(long pid, CompletableFuture<?> end, String signal) {
        ONE.say("+ " + pid + " " + signal);
        var _ = end.thenRun(() -> ONE.say("- " + pid));
    }

    private synchronized void say(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog of the child processes is gone", e);
        }
    }
}
