package doorbuster.infra.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of this machine.
public final class Programs {
    private static final Optional<Path> SETSID = find("setsid");

    private Programs() {}

    /// `command` in a session of its own where the system has `setsid` (Linux); unchanged elsewhere.
    /// The pid stays that of the command. Without it a Ctrl-C would reach the servers at the same moment
    /// as the launcher, which then could not stop them in order.
    public static List<String> detached(List<String> command) {
        return SETSID.map(setsid -> words(setsid.toString(), command)).orElse(command);
    }

    /// The words of a command line.
    static List<String> words(String program, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(arguments);
        return words;
    }

    /// The first executable file called `program` on `PATH` or in the usual system folders.
    public static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Stream.of(path.split(":", -1)),
                        Stream.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
