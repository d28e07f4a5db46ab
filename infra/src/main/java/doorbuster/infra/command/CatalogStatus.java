package doorbuster.infra.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import doorbuster.infra.catalog.CatalogSight;
import doorbuster.infra.catalog.CatalogSight.Unit;
import doorbuster.infra.local.Pause;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Says which version of the catalog each unit has and serves to buyers, how late it is and whether"
                + " every row is equal; exits with 0 only when all are.")
final class CatalogStatus implements Callable<Integer> {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    @Option(names = "--json", description = "one JSON document; with --watch one a line")
    private boolean json;

    @Option(names = "--watch", description = "shows it again every second until Ctrl-C")
    private boolean watch;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean terminal = Surroundings.isTerminal();
        while (watch && !out.checkError()) { // whoever read this through a pipe may be gone
            CatalogSight sight = CatalogSight.of(Surroundings.units());
            if (json) {
                Surroundings.printLine(out, sight.json());
            } else {
                out.print(terminal ? "\033[H\033[2J" : "\n"); // to the top of an empty screen
                print(out, sight, Instant.now());
            }
            Pause.of(AGAIN);
        }
        CatalogSight sight = CatalogSight.of(Surroundings.units());
        if (json) {
            Surroundings.print(out, sight.json());
        } else {
            print(out, sight, Instant.now());
        }
        return sight.allEqual() ? 0 : 1;
    }

    /// The table, and below it what was mended last.
    static void print(PrintWriter out, CatalogSight sight, Instant now) {
        Table table = new Table(
                "unit",
                "version",
                "served",
                "lag ms",
                "rows",
                "equal",
                "audited",
                "mended",
                "slot",
                "retained bytes",
                "condition");
        table.row(
                "origin",
                sight.field("version"),
                "",
                "",
                sight.field("rows"),
                sight.origin().isEmpty() ? "does not answer" : "",
                "",
                "",
                "",
                "",
                "");
        sight.units().forEach(unit -> table.row(cells(sight, unit, now)));
        table.print(out);
        sight.units().forEach(unit -> told(out, unit, now));
        out.flush();
    }

    private static String[] cells(CatalogSight sight, Unit unit, Instant now) {
        return new String[] {
            unit.name(),
            unit.text("version"),
            unit.served().map(String::valueOf).orElse(""),
            unit.text("lagMs").replace("-1", ""),
            unit.text("rows"),
            sight.verdict(unit).words(),
            ago(within(unit, "audit").path("at").asText(), now),
            unit.text("drifted"),
            within(unit, "origin").path("slotState").asText(),
            within(unit, "origin").path("retainedBytes").asText(),
            unit.text("condition")
        };
    }

    private static void told(PrintWriter out, Unit unit, Instant now) {
        JsonNode newest = within(unit, "newestDrift");
        if (newest.hasNonNull("key")) {
            out.println(unit.name() + ": mended " + ago(newest.path("foundAt").asText(), now) + ": "
                    + newest.path("table").asText() + " " + newest.path("key").asText() + ", which was "
                    + newest.path("kind").asText() + " (catalog drift lists all)");
        }
        JsonNode chunks = within(unit, "audit").path("chunks");
        if (!chunks.isEmpty()) {
            out.println(unit.name() + ": rows differ now in " + chunks.size() + " of 512 parts: " + chunks);
        }
    }

    private static JsonNode within(Unit unit, String field) {
        return unit.sync().map(known -> known.path(field)).orElseGet(MissingNode::getInstance);
    }

    /// `12 s ago`; empty for no time.
    static String ago(String instant, Instant now) {
        if (instant.isEmpty()) {
            return "";
        }
        long seconds = Math.max(0, Duration.between(Instant.parse(instant), now).toSeconds());
        if (seconds < 120) {
            return seconds + " s ago";
        }
        return seconds < 7_200 ? seconds / 60 + " min ago" : seconds / 3_600 + " h ago";
    }
}
