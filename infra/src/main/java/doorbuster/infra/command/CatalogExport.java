package doorbuster.infra.command;

import doorbuster.infra.local.StartFailed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Writes a version of the catalog as a file that catalog import takes back unchanged.")
final class CatalogExport implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "FILE.csv or FILE.ndjson; without it NDJSON to the screen",
            arity = "0..1")
    private String file = "";

    @Option(names = "--version", paramLabel = "N", description = "an earlier version that is still kept")
    private long version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!file.isEmpty() && !file.endsWith(".csv") && !file.endsWith(".ndjson")) {
            throw new StartFailed(file + " is neither .csv nor .ndjson");
        }
        String path = "/v1/catalog/export?format=" + (file.endsWith(".csv") ? "csv" : "ndjson") + "&version=" + version;
        PrintWriter out = spec.commandLine().getOut();
        if (file.isEmpty()) {
            Surroundings.units().origin().lines(path, out::println);
            out.flush();
            return 0;
        }
        write(path, Path.of(file));
        out.println("the catalog is in " + file);
        return 0;
    }

    /// Beside its place first, so that a broken export never passes for a whole one.
    private static void write(String path, Path target) {
        Path making = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (PrintWriter writer = new PrintWriter(new BufferedWriter(Files.newBufferedWriter(making)))) {
                Surroundings.units().origin().lines(path, writer::println);
                if (writer.checkError()) {
                    throw new StartFailed(target + " cannot be written");
                }
            }
            Files.move(making, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartFailed(target + " cannot be written: " + e.getMessage(), e);
        } finally {
            var _ = making.toFile().delete();
        }
    }
}
