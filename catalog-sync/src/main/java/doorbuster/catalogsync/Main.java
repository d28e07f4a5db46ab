package doorbuster.catalogsync;

import doorbuster.catalogsync.store.StoreBroken;
import doorbuster.catalogsync.telemetry.LogLines;
import doorbuster.catalogsync.telemetry.Telemetry;
import io.helidon.logging.common.LogConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// `doorbuster.catalogsync.Main --config FILE`: one process, one role.
public final class Main {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Main() {}

    /// Exits with 2 when the configuration is refused, with 1 when the start fails.
    public static void main(String[] arguments) throws InterruptedException {
        LogConfig.configureRuntime();
        try {
            SyncConfig config = ConfigFile.read(file(arguments));
            LogLines.install(config.log(), config.region(), node(config));
            Part part = start(config);
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                part.close();
                ended.countDown();
            }));
            System.out.println("catalog-sync, role " + config.role().name().toLowerCase(Locale.ROOT) + ", of "
                    + config.region() + " listens on "
                    + config.admin().address() + ":" + part.port());
            ended.await();
        } catch (IllegalArgumentException e) {
            System.err.println("catalog-sync cannot start: " + e.getMessage());
            System.exit(2);
        } catch (StoreBroken | IllegalStateException e) {
            System.err.println("catalog-sync cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Optional<Path> file(String[] arguments) {
        if (arguments.length == 0) {
            return Optional.empty();
        }
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            throw new IllegalArgumentException("usage: --config FILE");
        }
        return Optional.of(Path.of(arguments[1]));
    }

    /// Starts the role; a PostgreSQL that is still starting is waited for.
    static Part start(SyncConfig config) throws InterruptedException {
        Telemetry telemetry = Telemetry.start(config.region(), node(config));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return start(config, telemetry);
            } catch (StoreBroken e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(Duration.ofMillis(200));
            }
        }
    }

    private static String node(SyncConfig config) {
        return config.role().name().toLowerCase(Locale.ROOT) + "-" + config.region();
    }

    /// Starts the role now.
    public static Part start(SyncConfig config, Telemetry telemetry) {
        return switch (config.role()) {
            case ORIGIN -> OriginPart.start(config, telemetry);
            case UNIT -> UnitPart.start(config, telemetry);
        };
    }
}
