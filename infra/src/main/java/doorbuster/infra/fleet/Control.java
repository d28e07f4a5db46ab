package doorbuster.infra.fleet;

import doorbuster.infra.local.StartFailed;
import doorbuster.regions.RegionRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;

/// The launcher's ear: a Unix socket that only its user can reach, on which another process asks for a change of the
/// running fleet. One line asks; lines of progress answer, and a last one says how it ended.
///
/// A change goes on to its end when whoever asked for it goes away.
public final class Control implements AutoCloseable {
    private static final String DONE = "done";
    private static final String FAILED = "failed ";
    private static final String SAID = "| ";

    /// Makes one change, saying its progress.
    interface Changes {
        void change(List<String> words, Progress progress);
    }

    private final ServerSocketChannel server;
    private final Path file;
    private final Changes changes;

    private Control(ServerSocketChannel server, Path file, Changes changes) {
        this.server = server;
        this.file = file;
        this.changes = changes;
    }

    /// Opens the socket in `folder`.
    static Control open(Path folder, Changes changes) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Path file = folder.resolve("launcher");
            Files.deleteIfExists(file); // a killed launcher's
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(file));
            Control control = new Control(server, file, changes);
            Thread.ofPlatform().daemon().name("control").start(control::listen);
            return control;
        } catch (IOException e) {
            throw new StartFailed("the launcher's socket cannot be opened: " + e.getMessage(), e);
        }
    }

    String file() {
        return file.toString();
    }

    /// Asks the launcher of a running fleet for a change, and returns when it is made.
    ///
    /// @param said told each line of progress
    /// @throws StartFailed when no fleet runs, or with the launcher's one line why the change was not made
    public static void ask(Workspace workspace, List<String> words, Consumer<String> said) {
        FleetState state = FleetState.read(workspace.stateFile())
                .filter(known -> known.launcher().handle().isPresent())
                .orElseThrow(() -> new StartFailed("no fleet runs on this machine; ./doorbuster up starts it"));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(state.control()))) {
            PrintWriter out = writer(channel);
            out.println(String.join(" ", words));
            out.flush();
            BufferedReader in = reader(channel);
            String line = in.readLine();
            while (line != null && line.startsWith(SAID)) {
                said.accept(line.substring(SAID.length()));
                line = in.readLine();
            }
            if (line == null) {
                throw new StartFailed("the launcher ended meanwhile");
            }
            if (line.startsWith(FAILED)) {
                throw new StartFailed(line.substring(FAILED.length()));
            }
        } catch (IOException e) {
            throw new StartFailed("the launcher does not answer: " + e.getMessage(), e);
        }
    }

    private void listen() {
        try {
            while (true) {
                SocketChannel asking = server.accept();
                // one after the other: two changes at once would each write the state without the other's
                try (asking) {
                    serve(asking);
                } catch (IOException | UncheckedIOException e) {
                    // whoever asked is gone
                }
            }
        } catch (ClosedChannelException e) {
            // the end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SocketChannel asking) throws IOException {
        String line = reader(asking).readLine();
        if (line == null) {
            return;
        }
        PrintWriter out = writer(asking);
        try {
            changes.change(List.of(line.split(" ", -1)), new Progress(said -> {
                out.println(SAID + said);
                out.flush();
            }));
            out.println(DONE);
        } catch (StartFailed | RegionRefused | UncheckedIOException e) {
            out.println(
                    FAILED + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (RuntimeException e) {
            out.println(FAILED + "this is a bug, please report it: " + e);
        }
        out.flush();
    }

    private static BufferedReader reader(SocketChannel channel) {
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }

    private static PrintWriter writer(SocketChannel channel) {
        return new PrintWriter(Channels.newOutputStream(channel), false, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
