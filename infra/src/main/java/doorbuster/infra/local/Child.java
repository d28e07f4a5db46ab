package doorbuster.infra.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// One server process (of this JVM, or in a container of this machine), its log file, and the signals a
/// fault test sends it.
///
/// All signals go to the process *and its descendants* (a PostgreSQL server is many processes), as a
/// container runtime does.
public final class Child {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final String name;
    private final ProcessHandle process;
    private final CompletableFuture<?> end;
    private final Path log;
    private final String politeSignal;

    private Child(String name, ProcessHandle process, CompletableFuture<?> end, Path log, String politeSignal) {
        this.name = name;
        this.process = process;
        this.end = end;
        this.log = log;
        this.politeSignal = politeSignal;
        Watchdog.watch(process.pid(), end, politeSignal);
    }

    /// What to start. `politeSignal` (`INT`, `TERM`) asks the program for an orderly end; the log file is
    /// appended to.
    public record Command(
            String name, List<String> words, Map<String, String> environment, Path log, String politeSignal) {
        public Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    /// Starts the command; it ends with this JVM at the latest.
    ///
    /// @throws StartFailed when the program cannot be executed
    public static Child start(Command command) {
        ProcessBuilder builder = new ProcessBuilder(Programs.detached(command.words()));
        builder.environment().putAll(command.environment());
        File log = command.log().toFile();
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try {
            Process process = builder.start();
            return new Child(
                    command.name(), process.toHandle(), process.onExit(), command.log(), command.politeSignal());
        } catch (IOException e) {
            throw new StartFailed(command.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /// A server whose process another program has started on this machine; it ends with this JVM at the
    /// latest.
    static Child of(Backing.Server server, ProcessHandle process) {
        CompletableFuture<?> end = CompletableFuture.runAsync(() -> awaitEndOf(process), Thread::startVirtualThread);
        return new Child(server.name(), process, end, server.log(), server.politeSignal());
    }

    /// Nobody tells of the end of another's child, so it is looked at. While one of its threads is still
    /// ending it is there, and its sockets are.
    private static void awaitEndOf(ProcessHandle process) {
        while (process.isAlive()) {
            Pause.of(LOOK_AGAIN);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    /// The operating system's process.
    public ProcessHandle process() {
        return process;
    }

    public boolean isAlive() {
        return !end.isDone() && process.isAlive();
    }

    /// Returns when it has ended.
    public void awaitEnd() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for its end.
    ///
    /// @return whether it has ended
    public boolean awaitEnd(Duration patience) {
        try {
            end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// `kill -9` of the process and its descendants; returns when it is gone.
    public void kill() {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(Duration.ofSeconds(10));
        long deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (!below.stream().allMatch(Child::isGone) && System.nanoTime() < deadline) {
            Pause.of(Duration.ofMillis(5));
        }
    }

    /// Freezes it (SIGSTOP): connections stay open, nothing answers.
    public void pause() {
        signal("STOP");
    }

    /// Lets a frozen process run on (SIGCONT).
    public void resume() {
        signal("CONT");
    }

    /// Asks for an orderly end and kills what has not gone after `patience`.
    public void stop(Duration patience) {
        stop(politeSignal, patience);
    }

    /// As [#stop(Duration)] with another signal than the usual one.
    void stop(String signal, Duration patience) {
        if (!isAlive()) {
            return;
        }
        signal("CONT");
        Signals.send(signal, List.of(process.pid()));
        if (!awaitEnd(patience)) {
            kill();
        }
    }

    /// The last lines of its log that mention a problem, or the very last one: for one-line messages.
    public String lastWords() {
        return lastWords(log);
    }

    static String lastWords(Path log) {
        try {
            List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            List<String> bad = lines.stream()
                    .skip(Math.max(0, lines.size() - 40))
                    .filter(line -> line.matches("(?i).*(fatal|error|exception|could not|can't|cannot).*"))
                    .toList();
            if (!bad.isEmpty()) {
                return bad.getFirst().strip();
            }
            return lines.isEmpty() ? "no word in its log" : lines.getLast().strip();
        } catch (IOException e) {
            return "its log cannot be read";
        }
    }

    public Path log() {
        return log;
    }

    /// Also true for a process that has ended and that only its new parent has not yet taken note of.
    private static boolean isGone(ProcessHandle process) {
        try {
            return !process.isAlive()
                    || Files.readString(Path.of("/proc/" + process.pid() + "/stat"))
                            .contains(") Z ");
        } catch (IOException e) {
            return !process.isAlive();
        }
    }

    private void signal(String signal) {
        List<Long> pids = Stream.concat(process.descendants().map(ProcessHandle::pid), Stream.of(process.pid()))
                .toList();
        Signals.send(signal, pids);
    }
}
