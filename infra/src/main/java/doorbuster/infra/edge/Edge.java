package doorbuster.infra.edge;

import doorbuster.infra.local.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The edge's program on this machine.
public final class Edge {
    private Edge() {}

    /// Where HAProxy is installed; empty when it is not.
    public static Optional<Path> program() {
        return Programs.find("haproxy");
    }

    /// The command that serves `config` in the foreground.
    public static List<String> command(Path program, Path config) {
        return List.of(program.toString(), "-db", "-f", config.toString());
    }
}
