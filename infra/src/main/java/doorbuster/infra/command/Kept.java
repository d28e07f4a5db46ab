package doorbuster.infra.command;

import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What an earlier unit of that name has left on this machine, because it was removed with `--keep-data`.
///
/// @param stores whether there are data that a new unit of the name takes up
record Kept(Workspace workspace, String name, boolean stores) {
    private static final String TAKEN_UP = "kept data";

    /// Looks.
    ///
    /// @throws StartFailed when there are data that no unit can take up
    static Kept look(Workspace workspace, String name) {
        Path unit = workspace.unit(name);
        boolean postgres = Files.exists(unit.resolve("postgres/data/PG_VERSION"));
        boolean redis = Files.exists(unit.resolve("redis/node-1/nodes.conf"));
        Kept kept = new Kept(workspace, name, postgres);
        Path secrets = new Removal(workspace, name).secrets();
        if (postgres && !Files.exists(secrets)) {
            throw new StartFailed("data of an earlier " + name + " are in " + kept.folder() + ", but their passwords, "
                    + workspace.root().relativize(secrets) + ", are gone: put those back, or delete that folder");
        }
        if (redis && !postgres) {
            throw new StartFailed("of an earlier " + name + " there is a Redis in " + kept.folder()
                    + ", but the PostgreSQL that knows its orders is gone: put that back, or delete that folder");
        }
        return kept;
    }

    /// What was found when an add that ended halfway began.
    static Kept remembered(Workspace workspace, String name) {
        try {
            return new Kept(
                    workspace, name, Files.readString(workspace.halfway(name)).equals(TAKEN_UP));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From here on a second try knows that the first ended halfway, and nobody is sent there.
    void mark() {
        try {
            Files.createDirectories(workspace.unit(name));
            Files.writeString(workspace.halfway(name), stores ? TAKEN_UP : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The unit's folder as people find it.
    Path folder() {
        return workspace.root().relativize(workspace.unit(name));
    }
}
