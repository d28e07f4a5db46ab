package doorbuster.loadtest;

import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.bench.BenchCommand;
import doorbuster.loadtest.faults.FaultsCommand;
import doorbuster.loadtest.rush.LoadCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry of `./doorbuster bench` and `./doorbuster load`.
@Command(
        name = "loadtest",
        mixinStandardHelpOptions = true,
        description = "Buyers over HTTP, the reckoning after them, and the ratios of performance.",
        subcommands = BenchCommand.class)
public final class Main {
    private Main() {}

    /// Ends the JVM with 0 when all went as promised, 1 when not, 2 for wrong usage.
    public static void main(String[] args) {
        CommandLine load = new CommandLine(new LoadCommand()).addSubcommand(new FaultsCommand());
        CommandLine commandLine =
                new CommandLine(new Main()).addSubcommand(load).setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof StartFailed || e instanceof IllegalArgumentException) {
                command.getErr().println("doorbuster: " + e.getMessage());
                return 1;
            }
            throw e;
        });
        System.exit(commandLine.execute(args));
    }
}
