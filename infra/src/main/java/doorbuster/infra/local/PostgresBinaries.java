package doorbuster.infra.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The packaged PostgreSQL: unpacked once per machine into the cache, together with an initialised data
/// folder to copy.
///
/// `initdb` takes about a second of CPU, a copy of its result 0.1 s.
final class PostgresBinaries {
    static final String VERSION = "18.6";
    static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private PostgresBinaries() {}

    /// The folder with `bin/postgres` and `bin/initdb`.
    static Path home() throws IOException {
        return Cache.folder("postgres-" + VERSION, PostgresBinaries::unpack);
    }

    /// A data folder as `initdb` leaves it, with the superuser `postgres` and no usable password yet.
    static Path template() throws IOException {
        Path home = home();
        return Cache.folder("postgres-" + VERSION + "-data-1", folder -> {
                    Path data = folder.resolve("data");
                    run(command(
                            home.resolve("bin/initdb"),
                            List.of(
                                    "--pgdata=" + data,
                                    "--username=postgres",
                                    "--encoding=UTF8",
                                    "--locale=C",
                                    "--locale-provider=builtin",
                                    "--builtin-locale=C.UTF-8",
                                    "--auth=trust",
                                    "--no-sync",
                                    "--no-instructions")));
                })
                .resolve("data");
    }

    /// PostgreSQL refuses to run as root, so root starts it in a user namespace of its own, where it is
    /// nobody.
    static List<String> command(Path program, List<String> arguments) {
        List<String> words = new ArrayList<>();
        if (ROOT) {
            Path unshare = Programs.find("unshare")
                    .orElseThrow(
                            () -> new StartFailed(
                                    "PostgreSQL does not run as root and `unshare` (util-linux) is missing: run as another user"));
            words.addAll(List.of(unshare.toString(), "-U"));
        }
        words.add(program.toString());
        words.addAll(arguments);
        return words;
    }

    /// Runs a program of the bundle to its end; `input` lines go to its standard input.
    ///
    /// @throws StartFailed with its last line when it fails
    static void run(List<String> command, String... input) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var writer = process.outputWriter()) {
            for (String line : input) {
                writer.write(line + "\n");
            }
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                String last = said.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
                throw new StartFailed("PostgreSQL cannot be set up: " + last.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while setting up PostgreSQL", e);
        }
    }

    private static void unpack(Path folder) throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        Map<Path, Path> links = new HashMap<>();
        try (InputStream bundle = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(os, machine);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(bundle)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(folder, entry, tar, links);
            }
        }
        for (Map.Entry<Path, Path> link : links.entrySet()) {
            Files.createLink(link.getKey(), link.getValue());
        }
    }

    private static void unpack(Path folder, TarArchiveEntry entry, InputStream content, Map<Path, Path> links)
            throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the PostgreSQL bundle names a file outside of its folder: " + entry.getName());
        }
        Files.createDirectories(
                entry.isDirectory() ? target : target.resolve("..").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            links.put(target, folder.resolve(entry.getLinkName()).normalize());
        } else if (entry.isFile()) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            if ((entry.getMode() & 0100) != 0) {
                Set<PosixFilePermission> mode = Files.getPosixFilePermissions(target);
                mode.addAll(Set.of(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE));
                Files.setPosixFilePermissions(target, mode);
            }
        }
    }
}
