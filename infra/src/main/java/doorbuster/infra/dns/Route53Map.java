package doorbuster.infra.dns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import doorbuster.infra.tree.Tree;
import doorbuster.regions.Nearness;
import doorbuster.regions.Networks;
import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The same map for Route 53, as a CloudFormation template: it makes the health checks and refers to them, which a
/// bare list of records cannot.
///
/// Each region has a name of its own that fails over to the next nearest region; the geolocation records are aliases
/// of these names, so that a geography whose region is away is served by a neighbour, not by the default.
public final class Route53Map {
    private static final String HOSTED_ZONE = "HostedZoneId";

    private Route53Map() {}

    /// The template as JSON text.
    public static String template(Networks networks, List<Region> regions) {
        Map<String, Object> resources = new LinkedHashMap<>();
        for (Region region : regions) {
            resources.put("Check" + id(region.name()), check(region));
        }
        for (Region region : regions) {
            failover(networks, regions, region, resources);
        }
        for (Region region : regions) {
            region.geographies()
                    .forEach(geography -> resources.put(
                            "Buyers" + id(geography.replace('/', '-')),
                            geolocation(networks, region, geography, location(geography))));
        }
        Region fallback = Nearness.order(regions).getFirst();
        resources.put("BuyersDefault", geolocation(networks, fallback, "default", Map.of("CountryCode", "*")));
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put("Description", "Sends buyers of " + networks.name() + " to the nearest region that is well");
        template.put("Parameters", Map.of(HOSTED_ZONE, Map.of("Type", "AWS::Route53::HostedZone::Id")));
        template.put("Resources", resources);
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(template) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> check(Region region) {
        return resource(
                "AWS::Route53::HealthCheck",
                Tree.of(
                        "HealthCheckConfig",
                        Tree.of(
                                "Type",
                                region.certificate().isPresent() ? "HTTPS" : "HTTP",
                                "IPAddress",
                                region.publicEndpoint().address(),
                                "Port",
                                region.publicEndpoint().port(),
                                "ResourcePath",
                                GdnsdConfig.HEALTH_PATH,
                                "RequestInterval",
                                10,
                                "FailureThreshold",
                                2)));
    }

    /// `NAME.buy.zone`: the region itself, and the next nearest one while it is away.
    private static void failover(Networks networks, List<Region> regions, Region region, Map<String, Object> into) {
        List<Region> order =
                new ArrayList<>(Nearness.order(regions, region.geographies().getFirst()));
        order.remove(region);
        Map<String, Object> first = record(region.name() + "." + networks.name(), region.name());
        first.put("Failover", "PRIMARY");
        first.put("HealthCheckId", Map.of("Ref", "Check" + id(region.name())));
        first.putAll(address(networks, region));
        into.put("Region" + id(region.name()), resource("AWS::Route53::RecordSet", first));
        if (!order.isEmpty()) {
            Region next = order.getFirst();
            Map<String, Object> second = record(region.name() + "." + networks.name(), "then-" + next.name());
            second.put("Failover", "SECONDARY");
            second.put("HealthCheckId", Map.of("Ref", "Check" + id(next.name())));
            second.putAll(address(networks, next));
            into.put("Region" + id(region.name()) + "Away", resource("AWS::Route53::RecordSet", second));
        }
    }

    private static Map<String, Object> geolocation(
            Networks networks, Region region, String identifier, Map<String, Object> location) {
        Map<String, Object> record = record(networks.name(), identifier.toLowerCase(Locale.ROOT));
        record.put("GeoLocation", location);
        record.put(
                "AliasTarget",
                Tree.of(
                        "DNSName",
                        region.name() + "." + networks.name() + ".",
                        "HostedZoneId",
                        Map.of("Ref", HOSTED_ZONE),
                        "EvaluateTargetHealth",
                        true));
        return withDependency(resource("AWS::Route53::RecordSet", record), "Region" + id(region.name()));
    }

    private static Map<String, Object> withDependency(Map<String, Object> resource, String on) {
        resource.put("DependsOn", on);
        return resource;
    }

    /// A continent, or a country without its continent: Route 53 takes the more exact one first.
    private static Map<String, Object> location(String geography) {
        return geography.contains("/")
                ? Map.of("CountryCode", geography.substring(3))
                : Map.of("ContinentCode", geography);
    }

    private static Map<String, Object> record(String name, String identifier) {
        return Tree.of(
                "HostedZoneId",
                Map.of("Ref", HOSTED_ZONE),
                "Name",
                name + ".",
                "Type",
                "A",
                "SetIdentifier",
                identifier);
    }

    private static Map<String, Object> address(Networks networks, Region region) {
        return Tree.of(
                "TTL", Integer.toString(networks.ttlSeconds()),
                "ResourceRecords", List.of(region.publicEndpoint().address()));
    }

    private static Map<String, Object> resource(String type, Map<String, Object> properties) {
        return Tree.of("Type", type, "Properties", properties);
    }

    /// `EuWest` of `eu-west`: CloudFormation's names have no hyphens.
    private static String id(String name) {
        StringBuilder id = new StringBuilder();
        for (String word : name.split("-", -1)) {
            id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return id.toString();
    }
}
