package doorbuster.infra.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What the stores of a unit run as. Everything else about them is the same: addresses, ports, folders,
/// signals.
public sealed interface Backing {
    /// `processes` or `containers`, where no option says it: so tests agree with the programs that they
    /// start.
    String VARIABLE = "DOORBUSTER_BACKING";

    /// Names an image of PostgreSQL 18 with a shell and `postgres` on its path.
    String POSTGRES_IMAGE = "DOORBUSTER_POSTGRES_IMAGE";

    /// Names an image of Redis 6.2 or newer with a shell and `redis-server` on its path.
    String REDIS_IMAGE = "DOORBUSTER_REDIS_IMAGE";

    /// One server: its own arguments, and the only folder that it reads and writes, where its log is too.
    ///
    /// @param politeSignal asks it for an orderly end
    record Server(
            String name,
            List<String> arguments,
            Map<String, String> environment,
            Path folder,
            Path log,
            String politeSignal) {
        public Server {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        Child.Command command(List<String> words) {
            return new Child.Command(name, words, environment, log, politeSignal);
        }
    }

    /// `processes` or `containers`.
    String word();

    /// Checks, before anything starts, that servers can be started so, and fetches what that needs.
    ///
    /// @param said told of what takes time
    /// @throws StartFailed with one line that says what is missing
    void require(Consumer<String> said);

    Child postgres(Server server) throws IOException;

    Child redis(Server server) throws IOException;

    /// What is left of the servers whose folders lie below `folder`, apart from their data and processes.
    List<String> left(Path folder);

    /// Returns when nothing is [#left(Path)]; what has not gone by itself is removed.
    void sweep(Path folder);

    /// Child processes of this JVM: the packaged PostgreSQL, and the machine's Redis or the packaged one.
    record Processes() implements Backing {
        @Override
        public String word() {
            return "processes";
        }

        @Override
        public void require(Consumer<String> said) {
            // each server says itself what it lacks
        }

        @Override
        public Child postgres(Server server) throws IOException {
            Owner.takeBack(server.folder());
            return Child.start(server.command(
                    PostgresBinaries.command(PostgresBinaries.home().resolve("bin/postgres"), server.arguments())));
        }

        @Override
        public Child redis(Server server) {
            return Child.start(server.command(Programs.words(RedisBinary.find().toString(), server.arguments())));
        }

        @Override
        public List<String> left(Path folder) {
            return List.of(); // a child is gone when it has ended
        }

        @Override
        public void sweep(Path folder) {
            // see above
        }
    }

    /// Containers on this machine's own network.
    ///
    /// @param owner a label that stands on each, so that whoever knows it finds what is left of them
    record Containers(String postgresImage, String redisImage, String owner) implements Backing {
        private static final Pattern IMAGE = Pattern.compile(
                "[a-z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-z0-9._-]+)*(:[\\w.-]{1,128})?(@sha256:[0-9a-f]{64})?");

        public Containers {
            check(POSTGRES_IMAGE, postgresImage);
            check(REDIS_IMAGE, redisImage);
        }

        private static void check(String variable, String image) {
            if (!IMAGE.matcher(image).matches()) {
                throw new StartFailed(variable + " is not the name of an image: " + image);
            }
        }

        @Override
        public String word() {
            return "containers";
        }

        @Override
        public void require(Consumer<String> said) {
            Daemon.fetch(postgresImage, POSTGRES_IMAGE, said);
            Daemon.fetch(redisImage, REDIS_IMAGE, said);
        }

        @Override
        public Child postgres(Server server) throws IOException {
            return new ContainerServers(owner).start(server, postgresImage, "postgres");
        }

        @Override
        public Child redis(Server server) throws IOException {
            return new ContainerServers(owner).start(server, redisImage, "redis-server");
        }

        @Override
        public List<String> left(Path folder) {
            return new ContainerServers(owner).left(folder);
        }

        @Override
        public void sweep(Path folder) {
            new ContainerServers(owner).sweep(folder);
        }
    }

    /// What the environment of this JVM chooses, for servers that nobody chose a backing for.
    static Backing ofEnvironment() {
        return of("", System.getenv(), "jvm-" + ProcessHandle.current().pid());
    }

    /// The backing that `word` names, or the environment where it is empty.
    ///
    /// @throws StartFailed with one line about a word or an image that is none
    static Backing of(String word, Map<String, String> environment, String owner) {
        String chosen = word.isEmpty() ? environment.getOrDefault(VARIABLE, "") : word;
        return switch (chosen) {
            case "", "processes" -> new Processes();
            case "containers" ->
                new Containers(
                        environment.getOrDefault(POSTGRES_IMAGE, "postgres:18"),
                        environment.getOrDefault(REDIS_IMAGE, "redis:7"),
                        owner);
            default ->
                throw new StartFailed(
                        (word.isEmpty() ? VARIABLE : "--backing") + " is processes or containers, not " + chosen);
        };
    }
}
