package doorbuster.infra.command;

import doorbuster.infra.catalog.CatalogUpload;
import doorbuster.infra.local.StartFailed;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = "Imports a CSV or NDJSON file into the catalog's origin as one new version, all or nothing.")
final class CatalogImport implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "FILE.csv or FILE.ndjson")
    private Path file = Path.of("");

    @Option(names = "--replace", description = "products that the file does not name are removed")
    private boolean replace;

    @Option(names = "--json", description = "the origin's answer as JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isReadable(file)) {
            throw new StartFailed(file + " cannot be read");
        }
        Bar bar = new Bar(json || !isTerminal() ? null : out, size());
        CatalogUpload.Answer answer = new CatalogUpload(Surroundings.units().origin()).send(file, replace, bar::show);
        bar.end();
        if (json) {
            Surroundings.print(out, answer.all());
        } else {
            out.println(
                    answer.unchanged()
                            ? "the catalog is like that already (version " + answer.version() + ")"
                            : "the catalog is now version " + answer.version());
        }
        return 0;
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new StartFailed(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
