package doorbuster.infra.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Networks;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class DnsMapsTest {
    private final List<Region> regions = Regions.read(Path.of("../regions")).all();
    private final Networks networks = Networks.read(Networks.file(Path.of("../regions")));

    @Test
    void gdnsd_sends_each_network_to_whoever_claims_it_and_asks_every_region_for_its_health() {
        assertThat(config())
                .contains("192.0.2.0/25 => [eu-west, us-east]")
                .contains("198.51.100.0/25 => [us-east, eu-west]")
                .contains("plugin => http_status, port => 8080, url_path => /observe/health/unit, vhost => unit")
                .contains("us-east => { plugin => multifo, service_types => unit-us-east, edge => 127.0.0.12 }")
                .contains("listen => [ 127.0.0.10:5300 ]")
                .doesNotContain("${");
        assertThat(files().get("zones/doorbuster.example"))
                .contains("buy 10/5 DYNA geoip!buyers", "us-east.buy 10 A 127.0.0.12");
    }

    @Test
    void the_same_regions_always_give_the_same_text() {
        assertThat(files()).isEqualTo(files());
        assertThat(Route53Map.template(networks, regions)).isEqualTo(Route53Map.template(networks, regions));
        assertThat(ExternalDnsMap.manifest(networks, regions)).isEqualTo(ExternalDnsMap.manifest(networks, regions));
    }

    @Test
    void drained_regions_are_what_admin_state_says() {
        String text = GdnsdConfig.adminState(List.of("us-east", "ap-south"));
        assertThat(text).contains("geoip/buyers/ap-south => DOWN\ngeoip/buyers/us-east => DOWN\n");
        assertThat(GdnsdConfig.drained(text)).containsExactly("ap-south", "us-east");
        assertThat(GdnsdConfig.drained(GdnsdConfig.adminState(List.of()))).isEmpty();
    }

    @Test
    void route_53_has_a_record_for_each_geography_and_a_default_and_each_region_fails_over_to_another()
            throws IOException {
        JsonNode resources = JsonMapper.builder()
                .build()
                .readTree(Route53Map.template(networks, regions))
                .path("Resources");
        Set<String> places = new TreeSet<>();
        for (JsonNode resource : resources) {
            resource.path("Properties").path("GeoLocation").forEach(place -> places.add(place.asText()));
        }
        assertThat(places).containsExactly("*", "AF", "EU", "NA", "SA");
        assertThat(resources
                        .at("/CheckEuWest/Properties/HealthCheckConfig/ResourcePath")
                        .asText())
                .isEqualTo("/observe/health/unit");
        assertThat(resources.at("/RegionEuWest/Properties/Failover").asText()).isEqualTo("PRIMARY");
        assertThat(resources
                        .at("/RegionEuWestAway/Properties/ResourceRecords/0")
                        .asText())
                .isEqualTo("127.0.0.12");
        assertThat(resources.at("/BuyersNA/Properties/AliasTarget/DNSName").asText())
                .isEqualTo("us-east.buy.doorbuster.example.");
    }

    @Test
    void external_dns_has_the_same_geographies() {
        Map<String, Object> manifest = new Yaml().load(ExternalDnsMap.manifest(networks, regions));
        assertThat(manifest).containsEntry("kind", "DNSEndpoint");
        String text = manifest.toString();
        assertThat(text)
                .contains("setIdentifier=us-east-na", "name=aws/geolocation-continent-code, value=NA")
                .contains("setIdentifier=eu-west-default", "name=aws/geolocation-country-code, value=*");
    }

    private String config() {
        return String.valueOf(files().get("config"));
    }

    private Map<String, String> files() {
        return GdnsdConfig.files(
                networks,
                regions,
                new GdnsdConfig.Place(new Endpoint("127.0.0.10", 5300), Path.of("/run/dns"), Path.of("/state")));
    }
}
