package doorbuster.infra.fleet;

import doorbuster.infra.local.Signals;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ends what a launcher in another process started, whether that launcher still lives or not.
public final class Ending {
    private static final Duration LAUNCHER = Duration.ofSeconds(60);
    private static final Duration PROCESS = Duration.ofSeconds(10);

    private final Workspace workspace;

    public Ending(Workspace workspace) {
        this.workspace = workspace;
    }

    /// Asks the launcher to end its fleet, or ends what a dead launcher has left.
    ///
    /// @return how many processes were ended; 0 when nothing was running
    public int run() {
        Optional<FleetState> state = FleetState.read(workspace.stateFile());
        if (state.isEmpty()) {
            return 0;
        }
        List<ProcessHandle> alive = alive(state.get());
        state.get().launcher().handle().ifPresent(launcher -> {
            launcher.destroy();
            if (!awaitEnd(List.of(launcher), LAUNCHER)) {
                launcher.destroyForcibly();
            }
        });
        endProcesses(state.get());
        return alive.size();
    }

    /// Ends every process of `state` that still runs, and forgets the state.
    void endProcesses(FleetState state) {
        List<ProcessHandle> left = alive(state);
        Signals.send("CONT", left.stream().map(ProcessHandle::pid).toList());
        Signals.send("INT", left.stream().map(ProcessHandle::pid).toList());
        if (!awaitEnd(left, PROCESS)) {
            left.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(left, PROCESS);
        }
        workspace.backing(state.backing(), Map.of()).sweep(workspace.home());
        try {
            Files.deleteIfExists(workspace.stateFile());
        } catch (IOException e) {
            throw new StartFailed(workspace.stateFile() + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static List<ProcessHandle> alive(FleetState state) {
        return state.processes()
                .flatMap(process -> process.running().handle().stream())
                .toList();
    }

    private static boolean awaitEnd(List<ProcessHandle> processes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
