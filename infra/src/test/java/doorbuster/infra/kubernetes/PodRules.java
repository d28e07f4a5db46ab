package doorbuster.infra.kubernetes;

import static doorbuster.infra.kubernetes.Rule.must;

import doorbuster.infra.kubernetes.Manifests.Workload;
import doorbuster.regions.Region;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What holds for each pod.
final class PodRules {
    static final List<Rule> RULES = List.of(
            new Rule("pods may do next to nothing", PodRules::hardened),
            new Rule("no pod has a token of the cluster", PodRules::tokens),
            new Rule("programs are asked how they are on the observe port", PodRules::probes),
            new Rule("what a pod may use is said", PodRules::resources),
            new Rule("pods are placed in the region and spread over its zones", PodRules::placed),
            new Rule("images are of one version", PodRules::images));

    private PodRules() {}

    private static void hardened(Manifests manifests, Region region, List<String> broken) {
        for (Workload one : manifests.workloads()) {
            PodSpec pod = one.template().getSpec();
            PodSecurityContext context =
                    Objects.requireNonNullElseGet(pod.getSecurityContext(), PodSecurityContext::new);
            must(Boolean.TRUE.equals(context.getRunAsNonRoot()), broken, one + " may run as root");
            must(context.getRunAsUser() != null && context.getRunAsUser() > 0, broken, one + " runs as root");
            must(
                    context.getSeccompProfile() != null
                            && "RuntimeDefault"
                                    .equals(context.getSeccompProfile().getType()),
                    broken,
                    one + " may call anything of the kernel");
            must(
                    pod.getHostNetwork() == null && pod.getHostPID() == null && pod.getHostIPC() == null,
                    broken,
                    one + " shares namespaces with its host");
            must(
                    pod.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null),
                    broken,
                    one + " sees its host's files");
            pod.getContainers().forEach(container -> hardened(one, container, broken));
        }
    }

    private static void hardened(Workload one, Container container, List<String> broken) {
        SecurityContext context = Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
        must(Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()), broken, one + " may write its image");
        must(Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()), broken, one + " may become more than it is");
        must(!Boolean.TRUE.equals(context.getPrivileged()), broken, one + " is privileged");
        must(
                context.getCapabilities() != null
                        && context.getCapabilities().getDrop().contains("ALL")
                        && context.getCapabilities().getAdd().isEmpty(),
                broken,
                one + " keeps capabilities");
        must(
                container.getPorts().stream().allMatch(port -> port.getHostPort() == null),
                broken,
                one + " takes a port of its host");
    }

    private static void tokens(Manifests manifests, Region region, List<String> broken) {
        for (Workload one : manifests.workloads()) {
            PodSpec pod = one.template().getSpec();
            must(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), broken, one + " mounts a token");
            must(
                    manifests.all(ServiceAccount.class).stream()
                            .anyMatch(account -> account.getMetadata().getName().equals(pod.getServiceAccountName())
                                    && Boolean.FALSE.equals(account.getAutomountServiceAccountToken())),
                    broken,
                    one + " has no account of its own without a token");
        }
    }

    private static void probes(Manifests manifests, Region region, List<String> broken) {
        for (Workload one : manifests.workloads()) {
            if (one.kind().equals("Job")) {
                continue;
            }
            for (Container container : one.template().getSpec().getContainers()) {
                probe(one, "startup", container.getStartupProbe(), broken);
                probe(one, "readiness", container.getReadinessProbe(), broken);
                probe(one, "liveness", container.getLivenessProbe(), broken);
                must(
                        container.getLifecycle() != null
                                && container.getLifecycle().getPreStop() != null,
                        broken,
                        one + " ends without preStop");
            }
        }
    }

    private static void probe(Workload one, String name, @Nullable Probe probe, List<String> broken) {
        if (probe == null) {
            broken.add(one + " has no " + name + " probe");
        } else if (one.kind().equals("Deployment")) {
            must(
                    probe.getHttpGet() != null
                            && "observe".equals(probe.getHttpGet().getPort().getStrVal())
                            && probe.getHttpGet().getPath().startsWith("/observe/health/"),
                    broken,
                    one + " is asked for " + name + " elsewhere than on its observe port");
        } else {
            must(probe.getExec() != null, broken, one + " has an empty " + name + " probe");
        }
    }

    private static void resources(Manifests manifests, Region region, List<String> broken) {
        for (Workload one : manifests.workloads()) {
            one.template()
                    .getSpec()
                    .getContainers()
                    .forEach(container -> resources(one.toString(), container.getResources(), broken));
        }
        manifests
                .all(Crds.Cluster.class)
                .forEach(cluster ->
                        resources(cluster.metadata().getName(), cluster.spec().resources(), broken));
    }

    private static void resources(String one, @Nullable ResourceRequirements given, List<String> broken) {
        Set<String> both = Set.of("cpu", "memory");
        must(
                given != null
                        && given.getRequests().keySet().containsAll(both)
                        && given.getLimits().keySet().containsAll(both),
                broken,
                one + " may use any amount");
    }

    private static void placed(Manifests manifests, Region region, List<String> broken) {
        Map<String, String> here = Map.of(
                "topology.kubernetes.io/region",
                region.production().orElseThrow().cloudRegion());
        for (Workload one : manifests.workloads()) {
            PodSpec pod = one.template().getSpec();
            must(here.equals(pod.getNodeSelector()), broken, one + " may be placed in another region");
            boolean spread = pod.getTopologySpreadConstraints().stream()
                    .anyMatch(rule -> rule.getTopologyKey().equals("topology.kubernetes.io/zone")
                            && one.template()
                                    .getMetadata()
                                    .getLabels()
                                    .entrySet()
                                    .containsAll(rule.getLabelSelector()
                                            .getMatchLabels()
                                            .entrySet()));
            must(spread || one.kind().equals("Job"), broken, one + " may be in one zone with all its likes");
        }
        for (Crds.Cluster cluster : manifests.all(Crds.Cluster.class)) {
            Crds.Affinity affinity = cluster.spec().affinity();
            String name = cluster.metadata().getName();
            must(here.equals(affinity.nodeSelector()), broken, name + " may be placed in another region");
            must(
                    affinity.enablePodAntiAffinity()
                            && "required".equals(affinity.podAntiAffinityType())
                            && "topology.kubernetes.io/zone".equals(affinity.topologyKey()),
                    broken,
                    name + " may lie in one zone");
        }
    }

    private static void images(Manifests manifests, Region region, List<String> broken) {
        String version = region.production().orElseThrow().release().version();
        for (Workload one : manifests.workloads()) {
            for (Container container : one.template().getSpec().getContainers()) {
                String image = container.getImage();
                String tag = image.substring(image.lastIndexOf(':') + 1);
                boolean ours = container.getName().matches("app|catalog-sync");
                must(
                        image.contains(":") && !tag.equals("latest") && (!ours || tag.equals(version)),
                        broken,
                        one + " runs " + image);
            }
        }
    }
}
