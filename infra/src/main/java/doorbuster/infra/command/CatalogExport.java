package doorbuster.infra.command;

import doorbuster.infra.local.StartFailed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
        String path = "/v1/catalog/export?format=" + (file.endsWith(".csv") ? "csv" : "ndjson") + "&version=" + version;
        PrintWriter out = spec.commandLine().getOut();
        if (file.isEmpty()) {
            Surroundings.units().origin().lines(path, out::println);
            out.flush();
            return 0;
        }
        // beside its place first, so that a broken export never passes for a whole one
        Path target = Path.of(file);
        Path making = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (PrintWriter writer = new PrintWriter(new BufferedWriter(Files.newBufferedWriter(making)))) {
                Surroundings.units().origin().lines(path, writer::println);
                if (writer.checkError()) {
                    throw new StartFailed(file + " cannot be written");
                }
            }
            Files.move(making, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartFailed(file + " cannot be written: " + e.getMessage(), e);
        }
        out.println("the catalog is in " + file);
        return 0;
    }
}
