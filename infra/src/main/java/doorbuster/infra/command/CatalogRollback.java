package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rollback",
        description =
                "Makes a new version of the catalog that says what an earlier one said; the units get it like any other.")
final class CatalogRollback implements Callable<Integer> {
    @Parameters(paramLabel = "VERSION", description = "a version that is still kept; catalog versions lists them")
    private long version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        JsonNode answer = Surroundings.units().origin().send("POST", "/v1/catalog/rollback/" + version, Map.of());
        spec.commandLine()
                .getOut()
                .println(
                        answer.path("unchanged").asBoolean()
                                ? "the catalog says that already (version " + answer.path("version") + ")"
                                : "the catalog is now version " + answer.path("version") + ", which says what version "
                                        + version + " said");
        return 0;
    }
}
