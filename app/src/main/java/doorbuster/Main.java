package doorbuster;

import doorbuster.telemetry.LogLines;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// Starts one node of a region unit: `doorbuster.Main --config FILE`.
public final class Main {
    private Main() {}

    /// Runs until the process is told to end; ends with status 2 when the configuration is wrong, 1 when a store or a
    /// socket is not to be had.
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2 || !args[0].equals("--config")) {
            System.err.println("usage: doorbuster.Main --config FILE");
            System.exit(2);
        }
        CountDownLatch ended = new CountDownLatch(1);
        try {
            UnitConfig config = UnitConfig.read(Path.of(args[1]));
            UnitConfig.Node node = config.node();
            LogLines.install(node.log(), node.region(), node.name());
            Unit unit = new Unit(config);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                unit.close();
                ended.countDown();
            }));
            unit.start();
        } catch (IllegalArgumentException e) {
            System.err.println("doorbuster: " + e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println("doorbuster: cannot start: " + e);
            System.exit(1);
        }
        ended.await();
    }
}
