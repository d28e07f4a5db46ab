package doorbuster.infra.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One Redis process of a cluster, with the handles a fault test needs.
public final class RedisNode {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final RedisSettings settings;
    private final int port;
    private final Path folder;
    private Child child;

    private RedisNode(RedisSettings settings, int port, Path folder, Child child) {
        this.settings = settings;
        this.port = port;
        this.folder = folder;
        this.child = child;
    }

    static RedisNode launch(RedisSettings settings, int port, Path folder) {
        return new RedisNode(settings, port, folder, process(settings, port, folder));
    }

    public String address() {
        return settings.address();
    }

    public int port() {
        return port;
    }

    public long pid() {
        return child.pid();
    }

    public Child process() {
        return child;
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /// `kill -9`; returns when the process is gone.
    public void kill() {
        child.kill();
    }

    /// Freezes the process (SIGSTOP): its connections stay open and buffer, the cluster fails it over after
    /// the node time-out.
    public void pause() {
        child.pause();
    }

    public void resume() {
        child.resume();
    }

    /// An orderly end: the append-only file is complete.
    public void stop() {
        child.stop(STOP);
    }

    /// Starts it again (after stopping it if it runs) on the data it has, and waits until it answers.
    public void restart() {
        stop();
        child = process(settings, port, folder);
        awaitAnswer();
    }

    /// Deletes the data of a node that is not running; it keeps its place in the cluster, as a primary that
    /// lost its disk but not its name. Restarted before it is failed over it is an *empty primary*.
    public void wipe() {
        if (isAlive()) {
            throw new IllegalStateException("stop or kill the node before wiping it");
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.toList()) {
                String name = path.getFileName().toString();
                if (name.startsWith("append") || name.endsWith(".rdb")) {
                    Folders.delete(path);
                }
            }
        } catch (IOException e) {
            throw new StartFailed("the data of Redis in " + folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /// One command on a connection of its own: arrays come as one element per line.
    ///
    /// @throws IOException when the node is away or answers an error
    public String ask(String... words) throws IOException {
        try (Resp connection = new Resp(address(), port, settings.password())) {
            return connection.ask(words);
        }
    }

    /// Waits until the node answers commands (it first loads its append-only file).
    void awaitAnswer() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!child.isAlive()) {
                throw new StartFailed(child.name() + " ended at start: " + child.lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailed(
                        child.name() + " does not answer after " + START.toSeconds() + " s; see " + child.log());
            }
            Pause.of(Duration.ofMillis(10));
        }
    }

    private boolean answers() {
        try {
            return ask("PING").equals("PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private static Child process(RedisSettings settings, int port, Path folder) {
        String name = settings.name() + " node " + settings.address() + ":" + port;
        FreePorts.require(name, settings.address(), port);
        FreePorts.require(name + " (bus)", settings.address(), port + 10_000);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("redis.conf"), settings.configuration(port));
            Path place = folder.toAbsolutePath();
            return settings.backing()
                    .redis(new Backing.Server(
                            name,
                            List.of(place.resolve("redis.conf").toString(), "--dir", place.toString()),
                            Map.of(),
                            place,
                            place.resolve("redis.log"),
                            "TERM"));
        } catch (IOException e) {
            throw new StartFailed(name + " cannot be started: " + e.getMessage(), e);
        }
    }
}
