package doorbuster.infra.command;

import doorbuster.infra.catalog.SampleCatalog;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "sample", description = "Prints a sample catalog as NDJSON; the same number gives the same file.")
final class CatalogSample implements Callable<Integer> {
    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "" + SampleCatalog.USUAL_SIZE,
            description = "how many products; default: ${DEFAULT-VALUE}")
    private int products;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        new SampleCatalog().lines(products).forEach(out::println);
        out.flush();
        return 0;
    }
}
