package doorbuster.infra.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.identity.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What the launcher started, as it stands in `.doorbuster/state.json`: enough to look at it and to end it
/// from another process, also after the launcher has crashed.
///
/// @param ready whether the start is complete
/// @param services what runs beside the units and belongs to none: geo-DNS
/// @param control the socket on which the launcher takes changes
/// @param backing what the stores run as
public record FleetState(
        Running launcher,
        boolean ready,
        List<Unit> units,
        Unit origin,
        List<Unit> services,
        String control,
        String backing) {

    public FleetState {
        // the state of a launcher that knew no containers
        backing = Objects.requireNonNullElse(backing, "processes");
    }

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /// A process, told apart from a later one with the same pid by the time it began.
    public record Running(long pid, long startedAtMs) {
        static Running of(ProcessHandle process) {
            long started =
                    process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
            return new Running(process.pid(), started);
        }

        /// The process, if it is still the same one.
        public Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> of(process).startedAtMs() == startedAtMs);
        }
    }

    /// One process of a unit. `address` is `host:port`; for the app, `admin` is where it is asked for its
    /// health.
    public record Member(String role, Running running, String address, String admin, int restarts) {}

    /// A region unit, or the origin (whose addresses are its admin socket's).
    public record Unit(String name, String publicUrl, String adminUrl, List<Member> processes) {}

    /// All processes: those of the units, of the origin, then the others.
    public Stream<Member> processes() {
        return Stream.concat(Stream.concat(units.stream(), Stream.of(origin)), services.stream())
                .flatMap(unit -> unit.processes().stream());
    }

    /// The service of that name, if it runs.
    public Optional<Unit> service(String name) {
        return services.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /// The file's content; empty when there is none.
    public static Optional<FleetState> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), FleetState.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    void write(Path file) {
        try {
            PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
