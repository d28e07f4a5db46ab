package doorbuster.infra.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.Role;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.trace.ZipkinTraces;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;

/// What commands find around them: the checkout, the regions, JSON.
final class Surroundings {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Surroundings() {}

    /// The checkout that the command was called for.
    static Workspace workspace() {
        return Workspace.here();
    }

    /// The units' sockets, with an operator's token of this machine.
    static Units units() {
        Workspace workspace = workspace();
        return new Units(Launcher.regions(workspace), workspace.identity().operatorToken(Instant.now()));
    }

    /// What knows the traces of this machine's fleet, when one runs beside it (`up --traces`).
    static Optional<ZipkinTraces> traces() {
        return FleetState.read(workspace().stateFile())
                .flatMap(fleet -> fleet.processes()
                        .filter(member -> Role.of(member.role()) == Role.ZIPKIN
                                && member.running().handle().isPresent())
                        .findFirst())
                .map(member -> new ZipkinTraces("http://" + member.address()));
    }

    /// Whether somebody watches what this process prints.
    static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
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
