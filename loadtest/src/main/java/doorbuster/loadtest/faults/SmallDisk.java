package doorbuster.loadtest.faults;

import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.PostgresSettings;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A file system of a few hundred megabytes in memory, for a PostgreSQL whose disk can be filled.
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "320m";
    private static final int CHUNK = 1 << 20;
    private static final int MOST_CHUNKS = 1_000;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /// Mounts it.
    ///
    /// @throws StartFailed when this user may not mount
    static SmallDisk mount() {
        try {
            Path folder = Files.createTempDirectory("doorbuster-disk");
            if (!run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "doorbuster", folder.toString())) {
                Files.delete(folder);
                throw new StartFailed("a small file system cannot be mounted; only root may");
            }
            return new SmallDisk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a PostgreSQL with its data on it.
    PostgresServer postgres() {
        return PostgresServer.start(PostgresSettings.in(folder.resolve("postgres"))
                .with("max_wal_size", "64MB")
                .with("min_wal_size", "32MB"));
    }

    /// Leaves not one byte.
    void fill() throws IOException {
        byte[] zeros = new byte[CHUNK];
        try (OutputStream filler = Files.newOutputStream(folder.resolve("filler"))) {
            for (int i = 0; i < MOST_CHUNKS; i++) {
                filler.write(zeros);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    /// Makes room again.
    void free() throws IOException {
        Files.deleteIfExists(folder.resolve("filler"));
    }

    @Override
    public void close() {
        try {
            if (run("umount", "-l", folder.toString())) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
