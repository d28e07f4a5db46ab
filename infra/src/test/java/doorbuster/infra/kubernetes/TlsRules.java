package doorbuster.infra.kubernetes;

import static doorbuster.infra.kubernetes.Rule.must;

import doorbuster.regions.Production;
import doorbuster.regions.Region;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/// What leaves a unit's cluster is encrypted, and goes to whom it is meant for.
final class TlsRules {
    static final List<Rule> RULES = List.of(
            new Rule("a unit takes the catalog by TLS from an origin that proves its name", TlsRules::unit),
            new Rule("the origin proves its name and lets nobody in by plain TCP", TlsRules::origin));

    /// Where catalog-sync and PostgreSQL both find who signs the origin's certificate.
    private static final String AUTHORITY = "/projected/origin-ca.crt";

    private TlsRules() {}

    private static void unit(Manifests manifests, Region region, List<String> broken) {
        Map<String, Object> config =
                new Yaml().load(manifests.config("catalog-sync-config").getOrDefault("catalog-sync.yaml", "{}"));
        must(
                AUTHORITY.equals(Manifests.asMap(config.get("origin")).get("root-certificate")),
                broken,
                "catalog-sync believes every origin");
        manifests.workloads().stream()
                .filter(one -> one.name().equals("catalog-sync"))
                .map(one -> one.template().getSpec())
                .forEach(pod -> must(isMounted(pod), broken, "catalog-sync does not see the origin's authority"));
        manifests.all(Crds.Cluster.class).stream()
                .filter(one -> one.metadata().getName().equals("postgres"))
                .map(one -> one.spec().projectedVolumeTemplate())
                .forEach(volume -> must(
                        volume != null && holds(volume), broken, "PostgreSQL does not see the origin's authority"));
    }

    private static boolean isMounted(PodSpec pod) {
        boolean there = pod.getContainers().getFirst().getVolumeMounts().stream()
                .anyMatch(mount ->
                        mount.getName().equals("origin-ca") && AUTHORITY.startsWith(mount.getMountPath() + "/"));
        return there
                && pod.getVolumes().stream()
                        .filter(volume -> volume.getName().equals("origin-ca"))
                        .anyMatch(volume -> holds(volume.getProjected()));
    }

    /// CloudNativePG mounts its projected volume at `/projected`.
    private static boolean holds(ProjectedVolumeSource volume) {
        return volume.getSources().stream()
                .map(VolumeProjection::getSecret)
                .filter(secret -> secret.getName().equals("origin-ca"))
                .flatMap(secret -> secret.getItems().stream())
                .anyMatch(item -> item.getKey().equals("ca.crt") && AUTHORITY.endsWith("/" + item.getPath()));
    }

    private static void origin(Manifests manifests, Region region, List<String> broken) {
        String host = region.production()
                .flatMap(Production::origin)
                .map(Production.Origin::host)
                .orElse("nowhere");
        manifests.all(Crds.Cluster.class).stream()
                .filter(one -> one.metadata().getName().equals("catalog-origin"))
                .map(Crds.Cluster::spec)
                .forEach(spec -> {
                    must(
                            spec.certificates() != null
                                    && spec.certificates().serverAltDNSNames().contains(host),
                            broken,
                            "the origin's certificate does not bear its name");
                    must(
                            List.of("hostnossl all all all reject")
                                    .equals(spec.postgresql().hostRules()),
                            broken,
                            "the origin lets plain TCP in");
                });
    }
}
