package doorbuster.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_password_may_lie_in_a_file_of_its_own() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "s3cret\n");
        assertThat(read("file:" + secret).postgres().password()).isEqualTo("s3cret");
    }

    @Test
    void a_password_whose_file_is_missing_stops_the_start() {
        assertThatThrownBy(() -> read("file:" + folder.resolve("nothing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgres.password names a file that cannot be read");
    }

    @Test
    void an_authority_whose_path_is_not_absolute_stops_the_start() throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), "origin: {root-certificate: ca.pem}\n");
        assertThatThrownBy(() -> ConfigFile.read(Optional.of(file)))
                .hasMessageContaining("origin.root-certificate is the absolute path of a PEM file, not 'ca.pem'");
    }

    private SyncConfig read(String password) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), "postgres: {password: \"" + password + "\"}\n");
        return ConfigFile.read(Optional.of(file));
    }
}
