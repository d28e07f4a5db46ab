package doorbuster.infra.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "catalog",
        description = "The static product catalog: imports it into the origin, and says what every unit has of it.",
        subcommands = {
            CatalogImport.class,
            CatalogExport.class,
            CatalogStatus.class,
            CatalogDrift.class,
            CatalogVersions.class,
            CatalogRollback.class,
            CatalogTurn.Audit.class,
            CatalogTurn.Reseed.class,
            CatalogTurn.Leave.class,
            CatalogTurn.Join.class,
            CatalogForget.class,
            CatalogSample.class
        })
final class CatalogCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "catalog wants a word more, such as status");
    }
}
