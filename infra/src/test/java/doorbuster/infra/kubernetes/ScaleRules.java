package doorbuster.infra.kubernetes;

import static doorbuster.infra.kubernetes.Rule.must;

import doorbuster.regions.Production;
import doorbuster.regions.Region;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many there are, and how many may be missing.
final class ScaleRules {
    static final List<Rule> RULES = List.of(
            new Rule("one at a time may be taken away", ScaleRules::disruption),
            new Rule("the app is scaled within the region's bounds and before a sale", ScaleRules::scaling),
            new Rule("everything lies in the region's namespace", ScaleRules::namespace));

    private ScaleRules() {}

    private static void disruption(Manifests manifests, Region region, List<String> broken) {
        Map<String, Map<String, String>> selectors = new LinkedHashMap<>();
        manifests
                .all(Deployment.class)
                .forEach(one -> selectors.put(
                        one.getMetadata().getName(), one.getSpec().getSelector().getMatchLabels()));
        manifests
                .all(StatefulSet.class)
                .forEach(one -> selectors.put(
                        one.getMetadata().getName(), one.getSpec().getSelector().getMatchLabels()));
        selectors.forEach((name, selector) -> must(
                manifests.all(PodDisruptionBudget.class).stream()
                        .anyMatch(budget ->
                                selector.equals(budget.getSpec().getSelector().getMatchLabels())
                                        && budget.getSpec().getMaxUnavailable() != null
                                        && Integer.valueOf(1)
                                                .equals(budget.getSpec()
                                                        .getMaxUnavailable()
                                                        .getIntVal())),
                broken,
                name + " may lose several at once"));
        manifests
                .all(Crds.Cluster.class)
                .forEach(one ->
                        must(one.spec().enablePDB(), broken, one.metadata().getName() + " may lose several at once"));
        for (Deployment one : manifests.all(Deployment.class)) {
            Integer replicas = one.getSpec().getReplicas();
            boolean single = "Recreate".equals(one.getSpec().getStrategy().getType());
            must(
                    single || replicas == null || replicas >= 2,
                    broken,
                    one.getMetadata().getName() + " is one alone");
        }
    }

    private static void scaling(Manifests manifests, Region region, List<String> broken) {
        Production facts = region.production().orElseThrow();
        List<HorizontalPodAutoscaler> plain = manifests.all(HorizontalPodAutoscaler.class);
        List<Crds.ScaledObject> timed = manifests.all(Crds.ScaledObject.class);
        must(plain.size() + timed.size() == 1, broken, "the app has not exactly one autoscaler");
        for (HorizontalPodAutoscaler one : plain) {
            must(facts.preScale().isEmpty(), broken, "nobody scales before the region's sales");
            must(
                    one.getSpec().getMinReplicas() == facts.app().nodes()
                            && one.getSpec().getMaxReplicas() == facts.app().mostNodes()
                            && one.getSpec().getScaleTargetRef().getName().equals("app"),
                    broken,
                    "the autoscaler's bounds are not the region's");
        }
        for (Crds.ScaledObject one : timed) {
            must(
                    one.spec().minReplicaCount() == facts.app().nodes()
                            && one.spec().maxReplicaCount() == facts.app().mostNodes()
                            && one.spec().scaleTargetRef().name().equals("app"),
                    broken,
                    "the scaler's bounds are not the region's");
            must(
                    one.spec().triggers().stream()
                            .anyMatch(trigger -> trigger.type().equals("cpu")),
                    broken,
                    "the app is not scaled by its load");
            facts.preScale()
                    .forEach(time -> must(has(one, time, facts.timeZone()), broken, time.name() + " is left out"));
        }
        manifests.all(Deployment.class).stream()
                .filter(one -> one.getMetadata().getName().equals("app"))
                .forEach(one -> must(
                        one.getSpec().getReplicas() == null, broken, "each deployment takes back what was scaled up"));
    }

    private static boolean has(Crds.ScaledObject scaler, Production.PreScale time, String zone) {
        return scaler.spec().triggers().stream()
                .anyMatch(trigger -> trigger.type().equals("cron")
                        && trigger.metadata()
                                .equals(Map.of(
                                        "timezone", zone,
                                        "start", time.from(),
                                        "end", time.to(),
                                        "desiredReplicas", Integer.toString(time.nodes()))));
    }

    private static void namespace(Manifests manifests, Region region, List<String> broken) {
        String ours = "doorbuster-" + region.name();
        for (Map<String, Object> tree : manifests.trees()) {
            Map<String, Object> metadata = Manifests.asMap(tree.get("metadata"));
            Object where = Manifests.kind(tree).equals("Namespace") ? metadata.get("name") : metadata.get("namespace");
            must(ours.equals(where), broken, Manifests.kind(tree) + "/" + metadata.get("name") + " lies in " + where);
        }
    }
}
