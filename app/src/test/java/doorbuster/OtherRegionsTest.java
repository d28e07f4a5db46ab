package doorbuster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.door.DoorSettings.Other;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherRegionsTest {
    private static final Other SOUTH = new Other("ap-south", "http://127.0.0.13:8080");

    @TempDir
    Path folder;

    @Test
    void without_a_file_the_list_is_what_the_configuration_says() {
        assertThat(new OtherRegions("", List.of(SOUTH)).get()).containsExactly(SOUTH);
    }

    @Test
    void a_region_that_comes_while_the_unit_runs_is_known_without_a_restart() throws IOException {
        Path file = Files.writeString(folder.resolve("other-regions"), "# NAME URL\n");
        OtherRegions others = new OtherRegions(file.toString(), List.of());
        assertThat(others.get()).isEmpty();
        Files.writeString(file, "# NAME URL\nap-south http://127.0.0.13:8080\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        await().until(() -> others.get().equals(List.of(SOUTH)));
    }

    @Test
    void a_file_that_says_something_else_changes_nothing() throws IOException {
        Path file = Files.writeString(folder.resolve("other-regions"), "ap-south is gone\n");
        assertThat(new OtherRegions(file.toString(), List.of(SOUTH)).get()).containsExactly(SOUTH);
        assertThat(new OtherRegions(folder.resolve("none").toString(), List.of(SOUTH)).get())
                .containsExactly(SOUTH);
    }
}
