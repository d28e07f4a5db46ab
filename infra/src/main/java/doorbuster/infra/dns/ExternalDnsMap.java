package doorbuster.infra.dns;

import doorbuster.regions.Nearness;
import doorbuster.regions.Networks;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/// The same map for external-dns with its Route 53 provider, as one `DNSEndpoint`.
///
/// external-dns makes no health checks: the ones it is to use are made beforehand (the Route 53 template does) and
/// their ids are written where `health-check-of-NAME` stands.
public final class ExternalDnsMap {
    private ExternalDnsMap() {}

    /// The manifest as YAML text.
    public static String manifest(Networks networks, List<Region> regions) {
        List<Object> endpoints = new ArrayList<>();
        for (Region region : regions) {
            for (String geography : region.geographies()) {
                String kind =
                        geography.contains("/") ? "aws/geolocation-country-code" : "aws/geolocation-continent-code";
                String code = geography.contains("/") ? geography.substring(3) : geography;
                endpoints.add(endpoint(networks, region, geography.toLowerCase(Locale.ROOT), kind, code));
            }
        }
        Region fallback = Nearness.order(regions).getFirst();
        endpoints.add(endpoint(networks, fallback, "default", "aws/geolocation-country-code", "*"));
        Map<String, Object> manifest = map(
                "apiVersion",
                "externaldns.k8s.io/v1alpha1",
                "kind",
                "DNSEndpoint",
                "metadata",
                map("name", "doorbuster-buyers"),
                "spec",
                map("endpoints", endpoints));
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        return "# rendered from the region files; write the ids of the health checks in\n"
                + new Yaml(options).dump(manifest);
    }

    private static Map<String, Object> endpoint(
            Networks networks, Region region, String identifier, String kind, String code) {
        return map(
                "dnsName", networks.name(),
                "recordType", "A",
                "recordTTL", networks.ttlSeconds(),
                "setIdentifier", region.name() + "-" + identifier.replace('/', '-'),
                "targets", List.of(region.publicEndpoint().address()),
                "providerSpecific",
                        List.of(
                                map("name", kind, "value", code),
                                map("name", "aws/health-check-id", "value", "health-check-of-" + region.name())));
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
