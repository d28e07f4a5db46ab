package doorbuster.infra.fleet;

import doorbuster.infra.local.Child;
import doorbuster.infra.local.FreePorts;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A program that is one process: the app, catalog-sync, the edge. It is ready when a check says so.
final class Program {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Child.Command command;
    private final List<Endpoint> sockets;
    private final BooleanSupplier ready;
    private volatile Child child;

    private Program(Child.Command command, List<Endpoint> sockets, BooleanSupplier ready) {
        this.command = command;
        this.sockets = List.copyOf(sockets);
        this.ready = ready;
        this.child = launch();
    }

    /// Starts the program; returns at once, see [#awaitReady()].
    ///
    /// @param sockets where it will listen; they must be free
    /// @throws StartFailed when a socket is taken or the program cannot be executed
    static Program start(Child.Command command, List<Endpoint> sockets, BooleanSupplier ready) {
        return new Program(command, sockets, ready);
    }

    Child child() {
        return child;
    }

    void stop() {
        child.stop(STOP);
    }

    /// Stops it if it runs, starts it, and waits until it is ready.
    void restart() {
        stop();
        child = launch();
        awaitReady();
    }

    /// Starts another process that takes the sockets over from this one and ends it, and waits until it is
    /// ready.
    void replace(Child.Command successor) {
        Child before = child;
        child = Child.start(successor);
        if (!before.awaitEnd(START)) {
            throw new StartFailed(successor.name() + " has not taken over after " + START.toSeconds() + " s");
        }
        awaitReady();
    }

    /// Waits until the check says yes.
    ///
    /// @throws StartFailed with the last words of its log when it ends before it is ready
    void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!ready.getAsBoolean()) {
            if (!child.isAlive()) {
                throw new StartFailed(command.name() + " ended at start: " + child.lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailed(
                        command.name() + " is not ready after " + START.toSeconds() + " s; see " + command.log());
            }
            Pause.of(LOOK_AGAIN);
        }
    }

    private Child launch() {
        sockets.forEach(socket -> FreePorts.require(command.name(), socket.address(), socket.port()));
        return Child.start(command);
    }
}
