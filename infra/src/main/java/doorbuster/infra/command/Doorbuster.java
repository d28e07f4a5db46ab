package doorbuster.infra.command;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.kubernetes.NotRendered;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.RegionRefused;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The root of the command line.
@Command(
        name = "doorbuster",
        synopsisSubcommandLabel = "COMMAND",
        description = "A flash-sale backend: one self-contained unit per region.",
        mixinStandardHelpOptions = true,
        version = "doorbuster 1.0.0",
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            TokenCommand.class,
            SaleCommand.class,
            ExplainCommand.class,
            CatalogCommand.class,
            RegionCommand.class,
            LoadCommand.class,
            BenchCommand.class
        })
public final class Doorbuster {
    private Doorbuster() {}

    /// The command line with its one way of failing: one line on the error stream and exit code 1.
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Doorbuster());
        // what these hand on keeps its order: an option stays before its value
        List.of("load", "bench")
                .forEach(word -> Objects.requireNonNull(
                                commandLine.getSubcommands().get(word))
                        .setUnmatchedOptionsArePositionalParams(true));
        return commandLine
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    complain(command.getErr(), failure);
                    return 1;
                })
                .setParameterExceptionHandler((failure, args) -> {
                    PrintWriter err = failure.getCommandLine().getErr();
                    err.println("doorbuster: " + failure.getMessage() + " (see "
                            + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
                    err.flush();
                    return 2;
                });
    }

    private static void complain(PrintWriter err, Exception failure) {
        switch (failure) {
            case StartFailed known -> err.println("doorbuster: " + known.getMessage());
            case NotRendered known -> err.println("doorbuster: " + known.getMessage());
            case RegionRefused known -> err.println("doorbuster: " + known.getMessage());
            case Refused known -> {
                err.println("doorbuster: " + known.getMessage());
                known.details().forEach(err::println);
            }
            case UncheckedIOException known -> err.println("doorbuster: " + known.getMessage());
            default -> {
                err.println("doorbuster: this is a bug, please report it");
                failure.printStackTrace(err);
            }
        }
        err.flush();
    }
}
