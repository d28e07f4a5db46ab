package doorbuster.infra.dns;

import doorbuster.infra.tree.Tree;
import doorbuster.regions.Nearness;
import doorbuster.regions.Networks;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        Map<String, Object> manifest = Tree.of(
                "apiVersion",
                "externaldns.k8s.io/v1alpha1",
                "kind",
                "DNSEndpoint",
                "metadata",
                Tree.of("name", "doorbuster-buyers"),
                "spec",
                Tree.of("endpoints", endpoints));
        return Tree.text("rendered from the region files; write the ids of the health checks in", List.of(manifest));
    }

    private static Map<String, Object> endpoint(
            Networks networks, Region region, String identifier, String kind, String code) {
        return Tree.of(
                "dnsName", networks.name(),
                "recordType", "A",
                "recordTTL", networks.ttlSeconds(),
                "setIdentifier", region.name() + "-" + identifier.replace('/', '-'),
                "targets", List.of(region.publicEndpoint().address()),
                "providerSpecific",
                        List.of(
                                Tree.of("name", kind, "value", code),
                                Tree.of("name", "aws/health-check-id", "value", "health-check-of-" + region.name())));
    }
}
