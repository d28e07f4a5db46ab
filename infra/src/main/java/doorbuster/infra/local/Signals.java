package doorbuster.infra.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// POSIX signals, which Java can send only as TERM and KILL.
public final class Signals {
    private Signals() {}

    /// Sends `signal` (`INT`, `STOP`, `CONT` …) to each of `pids`; those that are gone already are passed
    /// over.
    public static void send(String signal, List<Long> pids) {
        List<String> words = new ArrayList<>(List.of("/bin/kill", "-" + signal));
        pids.forEach(pid -> words.add(Long.toString(pid)));
        try {
            new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StartFailed("signals cannot be sent: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
