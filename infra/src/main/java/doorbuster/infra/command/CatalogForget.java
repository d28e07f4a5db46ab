package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "forget",
        description = "Drops the replication slots of a region that is gone for ever at the catalog's origin.")
final class CatalogForget implements Callable<Integer> {
    @Parameters(paramLabel = "REGION", description = "need not be in regions/ any more")
    private String region = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        JsonNode answer = Surroundings.units().origin().send("DELETE", "/v1/catalog/units/" + region, Map.of());
        spec.commandLine()
                .getOut()
                .println(region + ": " + answer.path("slots").size() + " slots dropped at the origin");
        return 0;
    }
}
