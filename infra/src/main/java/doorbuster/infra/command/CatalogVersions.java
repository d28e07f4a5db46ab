package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "versions", description = "Lists the newest versions of the catalog: who made them, when, from what.")
final class CatalogVersions implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode versions = Surroundings.units().origin().get("/v1/catalog/versions");
        if (json) {
            Surroundings.print(out, versions);
            return 0;
        }
        Table table = new Table("version", "made at", "kind", "products", "by", "note");
        versions.forEach(version -> table.row(
                version.path("version").asText(),
                version.path("madeAt").asText(),
                version.path("kind").asText(),
                version.path("products").asText(),
                version.path("author").asText(),
                version.path("note").asText()));
        table.print(out);
        return 0;
    }
}
