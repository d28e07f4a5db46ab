package doorbuster.infra.fleet;

import doorbuster.infra.identity.LocalIdentity;
import doorbuster.infra.identity.Secrets;
import doorbuster.infra.local.Backing;
import doorbuster.infra.local.Folders;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where everything lies: the checkout, and `.doorbuster/` in it with data, logs, keys and the state of
/// what runs.
///
/// @param root the folder with `regions/`, `app/` and `infra/`
public record Workspace(Path root) {
    /// The checkout: `DOORBUSTER_HOME` (the script sets it), else the current folder.
    public static Workspace here() {
        return new Workspace(
                Path.of(Optional.ofNullable(System.getenv("DOORBUSTER_HOME")).orElse("."))
                        .toAbsolutePath()
                        .normalize());
    }

    public Path regions() {
        return root.resolve("regions");
    }

    /// Everything the launcher writes; deleting it while nothing runs is a fresh start.
    public Path home() {
        return root.resolve(".doorbuster");
    }

    /// Data, configuration and logs of one unit.
    public Path unit(String region) {
        return home().resolve("units").resolve(region);
    }

    public Path origin() {
        return home().resolve("origin");
    }

    /// Configuration and state of the local geo-DNS.
    public Path dns() {
        return home().resolve("dns");
    }

    /// There while a unit is being added or removed: buyers are not sent to it.
    public Path halfway(String region) {
        return unit(region).resolve("halfway");
    }

    /// A folder for Unix sockets, whose paths may have 107 bytes at most: below the home, or in the
    /// temporary folder when the home lies too deep.
    public Path sockets() {
        Path near = home().resolve("sockets").toAbsolutePath().normalize();
        return near.toString().length() < 80
                ? near
                : Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "doorbuster-" + Integer.toHexString(near.toString().hashCode()));
    }

    public Path stateFile() {
        return home().resolve("state.json");
    }

    public Path launcherLog() {
        return home().resolve("launcher.log");
    }

    public Path identityFolder() {
        return home().resolve("identity");
    }

    /// What the stores of this checkout's fleet run as; containers carry its path as their label.
    ///
    /// @param word `processes`, `containers`, or empty for what the environment says
    /// @throws StartFailed with one line about a word or an image that is none
    public Backing backing(String word, Map<String, String> environment) {
        return Backing.of(word, environment, home().toString());
    }

    public LocalIdentity identity() {
        return LocalIdentity.in(identityFolder());
    }

    /// Passwords and keys of a unit, or of `origin`.
    public Secrets secrets(String owner) {
        return Secrets.in(home().resolve("secrets").resolve(owner + ".properties"));
    }

    /// Deletes everything that earlier runs have left.
    ///
    /// @throws StartFailed when the fleet is running
    public void drop() {
        FleetState.read(stateFile()).flatMap(state -> state.launcher().handle()).ifPresent(running -> {
            throw new StartFailed("the fleet is running; stop it with ./doorbuster down before --fresh");
        });
        FleetState.read(stateFile()).ifPresent(state -> new Ending(this).endProcesses(state));
        try {
            Folders.delete(home());
        } catch (IOException e) {
            throw new StartFailed(home() + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /// The class path of a built module: its jar and what it needs.
    ///
    /// @throws StartFailed when the module is not built
    public List<Path> classPath(String module) {
        Path target = root.resolve(module).resolve("target");
        try (Stream<Path> files = Files.list(target);
                Stream<Path> libs = Files.list(target.resolve("libs"))) {
            List<Path> own = files.filter(file -> file.getFileName().toString().startsWith("doorbuster-" + module))
                    .filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .toList();
            if (own.size() == 1) {
                return Stream.concat(own.stream(), libs.sorted()).toList();
            }
        } catch (IOException e) {
            throw new StartFailed(module + " is not built; run: mvn -DskipTests package", e);
        }
        throw new StartFailed(module + " is not built; run: mvn -DskipTests package");
    }
}
