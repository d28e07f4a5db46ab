package doorbuster.loadtest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.infra.fleet.Workspace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./doorbuster load faults`: one round of the faults that differ most from one another.
class FaultsIT {
    private static final long SEED = 20_261;

    @Test
    void whatever_dies_nobody_loses_what_they_were_told(@TempDir Path folder) throws Exception {
        StringWriter words = new StringWriter();
        Report report = new Report(folder);
        Workspace workspace = new Workspace(Path.of("..").toAbsolutePath().normalize());
        new Suite(workspace, folder, report, new PrintWriter(words), 1)
                .play(List.of(Fault.NODE_KILLED, Fault.PRIMARY_KILLED, Fault.FLUSHALL, Fault.POSTGRES_KILLED), SEED, 1);

        assertThat(report.broken()).as(words.toString()).isEmpty();
        assertThat(Files.readString(folder.resolve("report.md"), StandardCharsets.UTF_8))
                .contains("| a Redis primary: kill -9 | 1 | 1 |");
        assertThat(folder.resolve("report.json")).isNotEmptyFile();
    }
}
