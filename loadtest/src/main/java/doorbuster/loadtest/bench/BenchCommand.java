package doorbuster.loadtest.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.fleet.Workspace;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./doorbuster bench`.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures, in one run and in turn, a constant answer, accepted orders (settling under way), sold-out",
            "refusals and the plain recipe of one script call per request, each as a ratio to the constant answer."
        })
public final class BenchCommand implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "3", description = "1-50 (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "4", description = "of each burst, 1-60 (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "45", description = "seconds for each kind (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--connections", defaultValue = "64", description = "1-256 (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--buyers", defaultValue = "20000", description = "100-50000 (default: ${DEFAULT-VALUE})")
    private int buyers;

    @Option(names = "--heap-mb", defaultValue = "320", description = "of each app process (default: ${DEFAULT-VALUE})")
    private int heapMb;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "a setting of both app processes that differs from the defaults; may be repeated")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--telemetry",
            description = "measures accepted orders with a tenth of them traced and metrics on against telemetry off")
    private boolean telemetry;

    @Option(names = "--json", description = "prints JSON only")
    private boolean json;

    @Option(names = "--check", description = "ends with 1 when a target is missed")
    private boolean check;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
        Bench.Plan plan = new Bench.Plan(
                rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp), connections, buyers, heapMb, settings);
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        if (telemetry) {
            TelemetryBench.Result seen = new TelemetryBench(plan, err::println).run(Workspace.here());
            out.print(
                    json
                            ? JsonMapper.builder().build().writeValueAsString(seen) + System.lineSeparator()
                            : seen.line());
            out.flush();
            return seen.clean() && (!check || seen.reached()) ? 0 : 1;
        }
        Result result = new Bench(plan, err::println).run(Workspace.here());
        if (!json) {
            out.print(result.table());
        }
        out.println(
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(result.json()));
        out.flush();
        return result.clean() && (!check || result.reached()) ? 0 : 1;
    }
}
