package doorbuster.infra.kubernetes;

import com.fasterxml.jackson.annotation.JsonInclude;
import doorbuster.infra.local.Programs;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/// All objects of one rendered region. A field that the Kubernetes model does not know is refused, as the API server
/// would do when asked to be strict.
final class Manifests {
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("Namespace", Namespace.class),
            Map.entry("ServiceAccount", ServiceAccount.class),
            Map.entry("ConfigMap", ConfigMap.class),
            Map.entry("Secret", Secret.class),
            Map.entry("Service", Service.class),
            Map.entry("Deployment", Deployment.class),
            Map.entry("StatefulSet", StatefulSet.class),
            Map.entry("Job", Job.class),
            Map.entry("PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("NetworkPolicy", NetworkPolicy.class),
            Map.entry("Cluster", Crds.Cluster.class),
            Map.entry("ScheduledBackup", Crds.ScheduledBackup.class),
            Map.entry("ObjectStore", Crds.ObjectStore.class),
            Map.entry("ScaledObject", Crds.ScaledObject.class));

    /// fabric8's classes keep what they do not know; here it must fail.
    private static final JsonMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
                    return Boolean.FALSE;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    /// A pod template with what it belongs to.
    record Workload(String kind, String name, PodTemplateSpec template) {
        @Override
        public String toString() {
            return kind + "/" + name;
        }
    }

    private final List<Map<String, Object>> trees;
    private final List<Object> objects = new ArrayList<>();

    /// @throws IllegalArgumentException for an unknown kind or field
    Manifests(List<Map<String, Object>> trees) {
        this.trees = trees;
        for (Map<String, Object> tree : trees) {
            Class<?> type = KINDS.get(kind(tree));
            if (type == null) {
                throw new IllegalArgumentException("a kind that no rule knows: " + kind(tree));
            }
            objects.add(STRICT.convertValue(tree, type));
        }
    }

    /// Renders a folder with `kubectl kustomize`.
    static Manifests render(Path folder) throws IOException {
        return new Manifests(trees(folder));
    }

    static List<Map<String, Object>> trees(Path folder) throws IOException {
        List<Map<String, Object>> trees = new ArrayList<>();
        for (Object tree : new Yaml().loadAll(text(folder))) {
            trees.add(asMap(tree));
        }
        return trees;
    }

    /// The rendered text.
    static String text(Path folder) throws IOException {
        String kubectl = Programs.find("kubectl")
                .orElseThrow(() -> new AssertionError("kubectl is missing; these tests render with it"))
                .toString();
        Process process = new ProcessBuilder(List.of(kubectl, "kustomize", folder.toString())).start();
        String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (rendered.isEmpty() || !complaint.isEmpty()) {
            throw new AssertionError("kubectl kustomize " + folder + " says: " + complaint);
        }
        return rendered;
    }

    @SuppressWarnings("unchecked") // YAML's maps
    static Map<String, Object> asMap(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    static String kind(Map<String, Object> tree) {
        return String.valueOf(tree.get("kind"));
    }

    List<Map<String, Object>> trees() {
        return trees;
    }

    <T> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// Everything that makes pods, but for what operators make.
    List<Workload> workloads() {
        List<Workload> all = new ArrayList<>();
        all(Deployment.class)
                .forEach(one -> all.add(new Workload(
                        "Deployment", one.getMetadata().getName(), one.getSpec().getTemplate())));
        all(StatefulSet.class)
                .forEach(one -> all.add(new Workload(
                        "StatefulSet",
                        one.getMetadata().getName(),
                        one.getSpec().getTemplate())));
        all(Job.class)
                .forEach(one -> all.add(new Workload(
                        "Job", one.getMetadata().getName(), one.getSpec().getTemplate())));
        return all;
    }

    /// The labels of every kind of pod, by the name of what makes it; the operator labels its pods with their cluster.
    Map<String, Map<String, String>> pods() {
        Map<String, Map<String, String>> pods = new LinkedHashMap<>();
        workloads()
                .forEach(
                        one -> pods.put(one.name(), one.template().getMetadata().getLabels()));
        for (Crds.Cluster cluster : all(Crds.Cluster.class)) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("cnpg.io/cluster", cluster.metadata().getName());
            if (cluster.spec().inheritedMetadata() != null) {
                labels.putAll(cluster.spec().inheritedMetadata().labels());
            }
            pods.put(cluster.metadata().getName(), labels);
        }
        return pods;
    }

    /// The content of the one ConfigMap whose name begins so.
    Map<String, String> config(String name) {
        return all(ConfigMap.class).stream()
                .filter(one -> one.getMetadata().getName().startsWith(name))
                .findFirst()
                .map(ConfigMap::getData)
                .orElse(Map.of());
    }
}
