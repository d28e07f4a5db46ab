package doorbuster.infra.command;

import doorbuster.infra.admin.Upload;
import doorbuster.infra.catalog.CatalogUpload;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
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

    @Option(names = "--note", paramLabel = "TEXT", description = "kept with the version; default: the file's name")
    private String note = "";

    @Option(names = "--json", description = "the origin's answer as JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long since = System.nanoTime();
        Bar bar = Bar.on(json ? null : out, Upload.size(file), "the origin checks and writes it");
        String said = note.isEmpty() ? file.getFileName().toString() : note;
        CatalogUpload.Answer answer =
                new CatalogUpload(Surroundings.units().origin()).send(file, replace, said, bar::show);
        bar.end();
        if (json) {
            Surroundings.print(out, answer.all());
        } else {
            out.println(said(answer, Duration.ofNanos(System.nanoTime() - since)));
        }
        return 0;
    }

    private static String said(CatalogUpload.Answer answer, Duration took) {
        if (answer.unchanged()) {
            return "the catalog is like that already (version " + answer.version() + ")";
        }
        return String.format(
                Locale.ROOT,
                "the catalog is now version %d: %,d rows written, %,d removed; %,d products, %,d categories (%.1f s)",
                answer.version(),
                answer.all().path("written").asLong(),
                answer.all().path("removed").asLong(),
                answer.all().path("products").asLong(),
                answer.all().path("categories").asLong(),
                took.toMillis() / 1000.0);
    }
}
