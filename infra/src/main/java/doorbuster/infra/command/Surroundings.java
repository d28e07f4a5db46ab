package doorbuster.infra.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What commands find around them: the checkout, the regions, JSON.
final class Surroundings {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Surroundings() {}

    /// The checkout: `DOORBUSTER_HOME` (the script sets it), else the current folder.
    static Workspace workspace() {
        return new Workspace(
                Path.of(Optional.ofNullable(System.getenv("DOORBUSTER_HOME")).orElse("."))
                        .toAbsolutePath()
                        .normalize());
    }

    /// The units' sockets, with an operator's token of this machine.
    static Units units() {
        Workspace workspace = workspace();
        return new Units(Launcher.regions(workspace), workspace.identity().operatorToken(Instant.now()));
    }

    /// One JSON document on one line.
    static void printLine(PrintWriter out, Object document) {
        try {
            out.println(JSON.writeValueAsString(document));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One JSON document, readable.
    static void print(PrintWriter out, Object document) {
        try {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
