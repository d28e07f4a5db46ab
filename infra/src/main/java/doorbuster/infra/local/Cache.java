package doorbuster.infra.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Things made once per machine and user: unpacked binaries, an initialised data folder.
///
/// They live in `$XDG_CACHE_HOME/doorbuster` (`~/.cache/doorbuster`), or in the temporary folder when the
/// home cannot be written.
final class Cache {
    /// Makes the content of an empty folder.
    interface Maker {
        void make(Path empty) throws IOException;
    }

    private Cache() {}

    /// The folder `name`, made by `maker` if it is not there yet. Two JVMs may ask at once: one makes it, the
    /// other waits. A half-made folder is never seen, because it gets its name last.
    static synchronized Path folder(String name, Maker maker) throws IOException {
        Path root = root();
        Path done = root.resolve(name);
        if (Files.isDirectory(done)) {
            return done;
        }
        try (FileChannel channel = FileChannel.open(
                        root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !Files.isDirectory(done)) {
                Path making = Files.createTempDirectory(root, name + ".making");
                maker.make(making);
                move(making, done);
            }
        }
        return done;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    private static Path root() throws IOException {
        Path home = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        try {
            return Files.createDirectories(home.resolve("doorbuster"));
        } catch (IOException e) {
            return Files.createDirectories(Path.of(
                    System.getProperty("java.io.tmpdir"), "doorbuster-cache-" + System.getProperty("user.name")));
        }
    }
}
