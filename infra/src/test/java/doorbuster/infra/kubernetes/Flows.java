package doorbuster.infra.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who may speak to whom, as a cluster reads the policies: a pod that some policy selects may do only what one of
/// them says, in both directions.
final class Flows {
    /// What one policy lets through in one direction.
    ///
    /// @param peers empty for everybody
    record Way(NetworkPolicy policy, List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {}

    private final Manifests manifests;

    Flows(Manifests manifests) {
        this.manifests = manifests;
    }

    /// Whether the pods of `from` reach those of `to`.
    boolean allowed(String from, String to, int port) {
        return passes(out(), from, to, port) && passes(in(), to, from, port);
    }

    List<Way> out() {
        return manifests.all(NetworkPolicy.class).stream()
                .flatMap(policy -> policy.getSpec().getEgress().stream()
                        .map(rule -> new Way(policy, rule.getTo(), rule.getPorts())))
                .toList();
    }

    List<Way> in() {
        return manifests.all(NetworkPolicy.class).stream()
                .flatMap(policy -> policy.getSpec().getIngress().stream()
                        .map(rule -> new Way(policy, rule.getFrom(), rule.getPorts())))
                .toList();
    }

    /// The pods that a selector of pods means.
    Set<String> selected(LabelSelector selector) {
        Set<String> names = new TreeSet<>();
        manifests.pods().forEach((name, labels) -> {
            if (matches(selector, labels)) {
                names.add(name);
            }
        });
        return names;
    }

    static boolean hasPort(Way way, int port) {
        return way.ports().stream()
                .anyMatch(one -> Integer.valueOf(port).equals(one.getPort().getIntVal()));
    }

    private boolean passes(List<Way> ways, String pods, String peer, int port) {
        return ways.stream()
                .filter(way -> selected(way.policy().getSpec().getPodSelector()).contains(pods))
                .filter(way -> hasPort(way, port))
                .anyMatch(way -> way.peers().isEmpty()
                        || way.peers().stream()
                                .filter(one -> one.getNamespaceSelector() == null && one.getIpBlock() == null)
                                .anyMatch(one -> selected(one.getPodSelector()).contains(peer)));
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
                && selector.getMatchExpressions().stream().allMatch(one -> switch (one.getOperator()) {
                    case "Exists" -> labels.containsKey(one.getKey());
                    case "In" -> one.getValues().contains(labels.getOrDefault(one.getKey(), ""));
                    default -> throw new IllegalArgumentException("no rule knows " + one.getOperator());
                });
    }
}
