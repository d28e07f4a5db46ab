package doorbuster.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackingTest {
    private static final Map<String, String> NOTHING = Map.of();

    @Test
    void stores_are_processes_unless_something_else_is_said() {
        assertThat(Backing.of("", NOTHING, "me")).isEqualTo(new Backing.Processes());
        assertThat(Backing.of("processes", Map.of(Backing.VARIABLE, "containers"), "me"))
                .isEqualTo(new Backing.Processes());
    }

    @Test
    void containers_are_of_the_official_images() {
        Backing.Containers official = new Backing.Containers("postgres:18", "redis:7", "me");
        assertThat(Backing.of("containers", NOTHING, "me")).isEqualTo(official);
        assertThat(Backing.of("", Map.of(Backing.VARIABLE, "containers"), "me")).isEqualTo(official);
    }

    @Test
    void the_environment_names_other_images() {
        Map<String, String> images = Map.of(
                Backing.POSTGRES_IMAGE,
                "registry.example:5000/stores/postgres:18.6",
                Backing.REDIS_IMAGE,
                "redis@sha256:" + "a".repeat(64));
        assertThat(Backing.of("containers", images, "me"))
                .isEqualTo(new Backing.Containers(
                        "registry.example:5000/stores/postgres:18.6", "redis@sha256:" + "a".repeat(64), "me"));
    }

    @Test
    void another_word_is_refused_by_the_name_of_who_said_it() {
        assertThatThrownBy(() -> Backing.of("podman", NOTHING, "me"))
                .isInstanceOf(StartFailed.class)
                .hasMessage("--backing is processes or containers, not podman");
        assertThatThrownBy(() -> Backing.of("", Map.of(Backing.VARIABLE, "podman"), "me"))
                .isInstanceOf(StartFailed.class)
                .hasMessage("DOORBUSTER_BACKING is processes or containers, not podman");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Redis:7", "redis:", "redis 7", "redis:7 --privileged", "../redis"})
    void what_is_no_name_of_an_image_is_refused_before_anybody_is_asked_for_it(String image) {
        assertThatThrownBy(() -> Backing.of("containers", Map.of(Backing.REDIS_IMAGE, image), "me"))
                .isInstanceOf(StartFailed.class)
                .hasMessage("DOORBUSTER_REDIS_IMAGE is not the name of an image: " + image);
    }
}
