package doorbuster.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    private static final Path REAL = Networks.file(Path.of(""));

    @TempDir
    Path folder;

    @Test
    void the_real_file_knows_every_continent_by_networks_that_nobody_uses() {
        Networks networks = Networks.read(REAL);
        assertThat(networks.name()).isEqualTo("buy.doorbuster.example");
        assertThat(networks.byGeography()).containsKeys("AF", "AN", "AS", "EU", "NA", "OC", "SA", "EU/PT");
        assertThat(networks.byGeography().get("EU"))
                .extracting(Network::toString)
                .containsExactly("192.0.2.0/25", "2001:db8:e0:0:0:0:0:0/48");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AF: [192.0.2.128/26 | AF: [192.0.2.129/26 | networks.AF: expected networks like 192.0.2.0/24",
                "AF: [192.0.2.128/26 | AF: [192.0.2.128/33 | found \"192.0.2.128/33\"",
                "AF: [192.0.2.128/26 | AF: [europe.example/26 | found \"europe.example/26\"",
                "AF: [192.0.2.128/26 | AF: [192.0.2.0/25 | networks.EU: expected each network once, but 192.0.2.0/25 is in AF",
                "AF: [ | Africa: [ | networks.Africa: expected continents like EU",
                "host: buy | host: Buy.Now | host: expected a DNS label",
                "zone: doorbuster.example | zone: localhost | zone: expected a DNS zone",
                "ttl-seconds: 10 | ttl-seconds: 1 | ttl-seconds: expected a whole number from 5 to 300",
                "host: buy | host: buy\\ncolour: red | colour: unknown key",
            })
    void a_wrong_file_is_refused(String found, String put, String refusal) throws IOException {
        String text = Files.readString(REAL);
        assertThat(text).contains(found);
        Path file = Files.writeString(folder.resolve("networks.yaml"), text.replace(found, put.replace("\\n", "\n")));
        assertThatThrownBy(() -> Networks.read(file))
                .isInstanceOf(RegionRefused.class)
                .hasMessageStartingWith("networks.yaml:")
                .hasMessageContaining(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "EU, eu-west us-east",
        "EU/PT, eu-west us-east",
        "NA, us-east eu-west",
        "AS, eu-west us-east",
        "OC, us-east eu-west",
        "AN, us-east eu-west",
    })
    void buyers_go_to_whoever_claims_them_then_to_the_nearest(String geography, String order) {
        List<Region> regions = Regions.read(Path.of("").toAbsolutePath()).all();
        assertThat(Nearness.order(regions, geography)).extracting(Region::name).containsExactly(order.split(" ", -1));
        assertThat(Nearness.order(regions)).extracting(Region::name).containsExactly("eu-west", "us-east");
    }
}
