package doorbuster.infra.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that only their owner may read.
public final class PrivateFiles {
    private PrivateFiles() {}

    /// Writes `text` with mode 0600; whoever reads the file sees the old or the new text, never a part.
    public static void write(Path file, String text) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
        Path made = Files.createTempFile(
                folder,
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(made, text);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
