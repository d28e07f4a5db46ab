package doorbuster.infra.local;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Servers in containers.
///
/// A container shares the machine's network and its table of processes and finds its folder under the same
/// name, so that a server has the address, the pid and the files that it would have as a child process. The
/// daemon removes it when its program has ended, however it ended: nothing is left of what a killed
/// launcher had started, and no further container has to watch.
///
/// @param owner the label of what is started here
record ContainerServers(String owner) {
    private static final String OWNER = "doorbuster.owner";
    private static final String SERVER = "doorbuster.server";
    private static final String FOLDER = "doorbuster.folder";
    /// The shell puts what the server says where a child process would, and gives its place to it.
    private static final List<String> ENTRY = List.of("/bin/sh", "-c", "exec \"$@\" >>\"$0\" 2>&1");
    private static final long SHARED_MEMORY = 256L << 20;
    private static final Duration SEEN = Duration.ofSeconds(5);
    private static final Duration GONE = Duration.ofSeconds(20);

    /// Starts `program` of the image.
    ///
    /// @throws StartFailed with one line; no container is left then
    Child start(Backing.Server server, String image, String program) throws IOException {
        Path folder = server.folder().toAbsolutePath().normalize();
        Owner user = Owner.ready(folder);
        DockerClient client = Daemon.client();
        String id = "";
        try {
            id = create(client, server, image, program, user);
            client.startContainerCmd(id).exec();
            return Child.of(server, process(client, server, id));
        } catch (StartFailed e) {
            remove(client, id);
            throw e;
        } catch (RuntimeException e) {
            remove(client, id);
            throw new StartFailed(
                    server.name() + " cannot be started in a container of " + image + ": " + Daemon.reason(e), e);
        }
    }

    private String create(DockerClient client, Backing.Server server, String image, String program, Owner user) {
        String folder = server.folder().toAbsolutePath().normalize().toString();
        return client.createContainerCmd(image)
                .withEntrypoint(ENTRY)
                .withCmd(Programs.words(
                        server.log().toAbsolutePath().toString(), Programs.words(program, server.arguments())))
                .withEnv(server.environment().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList())
                .withUser(user.toString())
                .withWorkingDir(folder)
                .withLabels(Map.of(OWNER, owner, SERVER, server.name(), FOLDER, folder))
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode("host")
                        .withPidMode("host")
                        .withAutoRemove(true)
                        .withReadonlyRootfs(true)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges"))
                        .withShmSize(SHARED_MEMORY)
                        .withMounts(List.of(new Mount()
                                .withType(MountType.BIND)
                                .withSource(folder)
                                .withTarget(folder))))
                .exec()
                .getId();
    }

    /// The container's process by its pid on this machine, once that is certainly the server's.
    private static ProcessHandle process(DockerClient client, Backing.Server server, String id) {
        long deadline = System.nanoTime() + SEEN.toNanos();
        while (System.nanoTime() < deadline) {
            long pid = pid(client, server, id);
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            if (process.isPresent() && isIn(pid, server.folder())) {
                return process.get();
            }
            Pause.of(Duration.ofMillis(5));
        }
        throw new StartFailed(server.name() + ": its container runs where this machine does not see it; containers need"
                + " a Docker daemon of this very machine, not of a virtual or another one");
    }

    /// Whether it works in that folder, or below it.
    private static boolean isIn(long pid, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd"))
                    .startsWith(folder.toAbsolutePath().normalize());
        } catch (IOException e) {
            return false; // it has ended, which its container tells
        }
    }

    private static long pid(DockerClient client, Backing.Server server, String id) {
        try {
            InspectContainerResponse.ContainerState state =
                    client.inspectContainerCmd(id).exec().getState();
            Long pid = state.getPidLong();
            if (Boolean.TRUE.equals(state.getRunning()) && pid != null) {
                return pid;
            }
        } catch (NotFoundException e) {
            // it has ended and is removed
        }
        throw new StartFailed(server.name() + " ended at start: " + Child.lastWords(server.log()));
    }

    /// The servers of this owner's containers whose folders lie below `folder`, whether these run or not.
    List<String> left(Path folder) {
        return left(Daemon.client(), folder).stream()
                .map(one -> "container " + one.getId().substring(0, 12) + " of " + label(one, SERVER))
                .toList();
    }

    /// Waits until no container of this owner whose folder lies below `folder` is left; removes those that go on.
    ///
    /// @throws StartFailed when one cannot be removed
    void sweep(Path folder) {
        long start = System.nanoTime();
        DockerClient client = Daemon.client();
        try {
            List<Container> left = left(client, folder);
            while (!left.isEmpty()) {
                long waited = System.nanoTime() - start;
                if (waited > GONE.toNanos()) {
                    throw new StartFailed(left.size() + " containers cannot be removed: docker rm -f "
                            + left.getFirst().getId());
                }
                // one that still runs was started and never heard of; the others are being removed
                left.stream()
                        .filter(one -> "running".equals(one.getState()) || waited > GONE.toNanos() / 4)
                        .forEach(one -> remove(client, one.getId()));
                Pause.of(Duration.ofMillis(50));
                left = left(client, folder);
            }
        } catch (DockerException e) {
            throw new StartFailed("the containers cannot be looked through: " + Daemon.reason(e), e);
        }
    }

    private List<Container> left(DockerClient client, Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        return client.listContainersCmd().withShowAll(true).withLabelFilter(Map.of(OWNER, owner)).exec().stream()
                .filter(one -> Path.of(label(one, FOLDER)).startsWith(whole))
                .toList();
    }

    private static String label(Container container, String name) {
        return container.getLabels().getOrDefault(name, "");
    }

    private static void remove(DockerClient client, String id) {
        if (id.isEmpty()) {
            return;
        }
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (DockerException e) {
            // gone, or being removed; who needs to know looks again
        }
    }
}
