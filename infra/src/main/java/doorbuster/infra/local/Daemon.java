package doorbuster.infra.local;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.DockerImageName;

/// The Docker daemon of this machine, as Testcontainers finds it, and the images it has.
public final class Daemon {
    private static final String UNIX = "unix://";
    private static final Duration FETCHED = Duration.ofMinutes(15);
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    /// What goes wrong is in the one line of a refusal. Kept here, because a level is forgotten with its
    /// logger.
    private static final List<Logger> QUIET = Stream.of("org.testcontainers", "com.github.dockerjava", "tc")
            .map(Logger::getLogger)
            .toList();

    private static Optional<DockerClient> client = Optional.empty();

    private Daemon() {}

    /// The version of the daemon.
    ///
    /// @throws StartFailed with one line when none answers
    public static String version() {
        return String.valueOf(client().versionCmd().exec().getVersion());
    }

    /// Whether the image need not be fetched.
    ///
    /// @throws StartFailed with one line when no daemon answers
    public static boolean has(String image) {
        try {
            client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /// Sees to it that the image is here.
    ///
    /// @param setting names the image, for who has to choose another
    /// @throws StartFailed with one line when there is no daemon, or the image cannot be fetched
    static void fetch(String image, String setting, Consumer<String> said) {
        if (has(image)) {
            return;
        }
        said.accept("  fetching the image " + image + " …");
        DockerImageName name = DockerImageName.parse(image);
        try {
            boolean fetched = client().pullImageCmd(name.getUnversionedPart())
                    .withTag(name.getVersionPart())
                    .exec(new PullImageResultCallback())
                    .awaitCompletion(FETCHED.toMinutes(), TimeUnit.MINUTES);
            if (!fetched) {
                throw missing(image, setting, "it has not come within " + FETCHED.toMinutes() + " minutes");
            }
        } catch (DockerException | DockerClientException e) {
            throw missing(image, setting, reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while fetching " + image, e);
        }
    }

    private static StartFailed missing(String image, String setting, String why) {
        return new StartFailed("the image " + image + " is not here and cannot be fetched (" + why + "): docker pull "
                + image + ", or name another with " + setting);
    }

    /// The one client of this JVM.
    ///
    /// The daemon is looked for here, because Testcontainers' own client brings what is not wanted: a
    /// container that removes others (Ryuk), or else a hook that does so when the JVM is told to end.
    ///
    /// @throws StartFailed with one line when no daemon answers
    static synchronized DockerClient client() {
        if (client.isPresent()) {
            return client.get();
        }
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        String host = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("");
        // Testcontainers would go on to another daemon than the one that was named
        if (host.startsWith(UNIX) && !Files.exists(Path.of(host.substring(UNIX.length())))) {
            throw new StartFailed(none(host));
        }
        try {
            List<DockerClientProviderStrategy> ways = ServiceLoader.load(DockerClientProviderStrategy.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            DockerClient found =
                    DockerClientProviderStrategy.getFirstValidStrategy(ways).getDockerClient();
            client = Optional.of(found);
            return found;
        } catch (RuntimeException e) {
            throw new StartFailed(none(host.isEmpty() ? "/var/run/docker.sock" : host), e);
        }
    }

    private static String none(String host) {
        return "containers need a Docker daemon that this user may use, and none answers at " + host
                + ": start it (Debian: apt-get install docker.io), or leave out --backing containers";
    }

    /// The daemon's own words, on one line.
    static String reason(RuntimeException e) {
        String text = String.valueOf(e.getMessage());
        Matcher message = MESSAGE.matcher(text);
        return (message.find() ? message.group(1).replace("\\n", " ").replace("\\\"", "\"") : text)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }
}
