package doorbuster.infra.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        description = "Measures the ratios of performance side by side; arguments go to the load test.")
final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ARG", description = "handed on; `bench -- --help` lists them")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        return ModuleCommand.loadtest("bench", arguments);
    }
}
