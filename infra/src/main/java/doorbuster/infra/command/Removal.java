package doorbuster.infra.command;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.Control;
import doorbuster.infra.fleet.LocalDns;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.Folders;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Takes what a region has left away, part by part; each part may be gone already.
final class Removal {
    private final Workspace workspace;
    private final String name;

    Removal(Workspace workspace, String name) {
        this.workspace = workspace;
        this.name = name;
    }

    /// Nobody is sent there any more.
    void leave() {
        Control.ask(workspace, List.of("leave", name), line -> {});
    }

    /// Ends its processes.
    void stop() {
        Control.ask(workspace, List.of("stop", name), line -> {});
    }

    /// Drops its slots at the catalog's origin.
    ///
    /// @throws Refused when the origin does not answer
    void dropSlots(Units units) {
        units.origin().send("DELETE", "/v1/catalog/units/" + name, Map.of());
    }

    /// Deletes its data, logs, configuration and passwords.
    void deleteData() {
        try {
            Folders.delete(workspace.unit(name));
            Files.deleteIfExists(secrets());
        } catch (IOException e) {
            throw new StartFailed("the data of " + name + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /// Keeps data and passwords, but nothing that says it is on its way.
    void keepData() {
        try {
            Files.deleteIfExists(workspace.halfway(name));
        } catch (IOException e) {
            throw new StartFailed(workspace.halfway(name) + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /// Deletes its file and what was rendered from it.
    void deleteFile() {
        try {
            Files.deleteIfExists(file());
            Folders.delete(overlay());
            LocalDns.drain(workspace, name, false);
        } catch (IOException e) {
            throw new StartFailed(file() + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    Path file() {
        return workspace.regions().resolve(name + ".yaml");
    }

    Path overlay() {
        return RegionRender.overlays(workspace).resolve(name);
    }

    Path secrets() {
        return workspace.home().resolve("secrets").resolve(name + ".properties");
    }

    /// Undoes an add of which nothing runs.
    ///
    /// @param keepStores whether there were stores of that name before
    void forget(boolean keepStores) {
        if (keepStores) {
            keepData();
        } else {
            deleteData();
        }
        deleteFile();
    }

    /// Drops its slots where the origin answers; while it is away, a new unit never came so far as to be seeded.
    void dropSlotsIfThere() {
        try {
            dropSlots(Surroundings.units());
        } catch (Refused e) {
            // away
        }
    }
}
