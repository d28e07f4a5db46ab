package doorbuster.infra.kubernetes;

import static doorbuster.infra.kubernetes.Rule.must;

import doorbuster.infra.kubernetes.Flows.Way;
import doorbuster.regions.Production;
import doorbuster.regions.Region;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What may be spoken, and that nothing else may.
final class NetworkRules {
    static final List<Rule> RULES = List.of(
            new Rule("whatever is not allowed is denied, both ways", NetworkRules::denied),
            new Rule("strangers reach the edge and nothing else", NetworkRules::open),
            new Rule("one flow leaves for another unit: to the catalog's origin", NetworkRules::leaving),
            new Rule("what must speak can, what need not cannot", NetworkRules::flows),
            new Rule("every selector means somebody", NetworkRules::selectors));

    /// from, to, port, and whether it is needed; a needed one must pass, the others must not.
    private static final List<String> FLOWS = List.of(
            "edge app 8080 yes",
            "edge app 9090 yes",
            "app redis 6379 yes",
            "app postgres 5432 yes",
            "catalog-sync postgres 5432 yes",
            "redis redis 6379 yes",
            "redis redis 16379 yes",
            "redis-form redis 6379 yes",
            "postgres postgres 5432 yes",
            "edge redis 6379 no",
            "edge postgres 5432 no",
            "edge catalog-sync 9190 no",
            "app app 9090 no",
            "app redis 16379 no",
            "catalog-sync redis 6379 no",
            "catalog-sync app 9090 no",
            "redis postgres 5432 no",
            "postgres redis 6379 no",
            "redis app 8080 no",
            "redis-form postgres 5432 no",
            "postgres catalog-origin 5432 yes",
            "catalog-sync catalog-origin 5432 yes",
            "catalog-sync-origin catalog-origin 5432 yes",
            "app catalog-origin 5432 no",
            "edge catalog-origin 5432 no",
            "redis catalog-origin 5432 no",
            "catalog-sync-origin postgres 5432 no",
            "catalog-origin postgres 5432 no");

    private NetworkRules() {}

    private static void denied(Manifests manifests, Region region, List<String> broken) {
        List<NetworkPolicy> all = manifests.all(NetworkPolicy.class);
        must(
                all.stream()
                        .anyMatch(one ->
                                one.getSpec().getPodSelector().getMatchLabels().isEmpty()
                                        && one.getSpec()
                                                .getPodSelector()
                                                .getMatchExpressions()
                                                .isEmpty()
                                        && one.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress"))
                                        && one.getSpec().getIngress().isEmpty()
                                        && one.getSpec().getEgress().isEmpty()),
                broken,
                "pods without a policy may speak to everybody");
        for (NetworkPolicy one : all) {
            String name = one.getMetadata().getName();
            List<String> types = one.getSpec().getPolicyTypes();
            must(
                    (one.getSpec().getIngress().isEmpty() || types.contains("Ingress"))
                            && (one.getSpec().getEgress().isEmpty() || types.contains("Egress")),
                    broken,
                    name + " has rules of a direction that it does not claim");
        }
        Flows flows = new Flows(manifests);
        Stream.concat(flows.in().stream(), flows.out().stream())
                .forEach(way -> must(
                        !way.ports().isEmpty(),
                        broken,
                        way.policy().getMetadata().getName() + " opens all ports"));
    }

    private static void open(Manifests manifests, Region region, List<String> broken) {
        Flows flows = new Flows(manifests);
        for (Way way : flows.in()) {
            String name = way.policy().getMetadata().getName();
            boolean toAll = way.peers().isEmpty();
            boolean blocks = way.peers().stream().anyMatch(peer -> peer.getIpBlock() != null);
            Set<String> pods = flows.selected(way.policy().getSpec().getPodSelector());
            must(
                    !toAll || (pods.equals(Set.of("edge")) && only(way, 8_443)),
                    broken,
                    name + " lets anybody to " + pods);
            must(
                    !blocks || (pods.equals(Set.of("catalog-origin")) && only(way, 5_432) && narrow(way.peers())),
                    broken,
                    name + " lets addresses to " + pods);
        }
        for (Service service : manifests.all(Service.class)) {
            boolean inside = service.getSpec().getType() == null
                    || service.getSpec().getType().equals("ClusterIP");
            must(
                    inside || service.getMetadata().getName().equals("edge"),
                    broken,
                    service.getMetadata().getName() + " is offered outside of the cluster");
        }
    }

    private static void leaving(Manifests manifests, Region region, List<String> broken) {
        Production facts = region.production().orElseThrow();
        Flows flows = new Flows(manifests);
        for (Way way : flows.out()) {
            String name = way.policy().getMetadata().getName();
            Set<String> pods = flows.selected(way.policy().getSpec().getPodSelector());
            must(!way.peers().isEmpty(), broken, name + " lets " + pods + " call anybody");
            must(
                    way.peers().stream().allMatch(peer -> peer.getNamespaceSelector() == null || isDns(way, peer)),
                    broken,
                    name + " lets " + pods + " call other namespaces");
            Set<String> networks = way.peers().stream()
                    .filter(peer -> peer.getIpBlock() != null)
                    .map(peer -> peer.getIpBlock().getCidr())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (networks.isEmpty()) {
                continue;
            }
            Set<String> databases = manifests.all(Crds.Cluster.class).stream()
                    .map(one -> one.metadata().getName())
                    .collect(Collectors.toCollection(TreeSet::new));
            boolean stores = pods.equals(databases)
                    && (networks.equals(new TreeSet<>(facts.networks().apiServer()))
                            || networks.equals(new TreeSet<>(facts.networks().objectStore())));
            boolean origin = name.equals("to-catalog-origin")
                    && !region.isOrigin()
                    && pods.equals(Set.of("postgres", "catalog-sync"))
                    && only(way, 5_432)
                    && narrow(way.peers());
            boolean redis = facts.managedRedis().isPresent() && pods.equals(Set.of("app")) && only(way, 6_379);
            must(stores || origin || redis, broken, name + " lets " + pods + " call " + networks);
        }
    }

    private static void flows(Manifests manifests, Region region, List<String> broken) {
        Flows flows = new Flows(manifests);
        Set<String> present = manifests.pods().keySet();
        for (String row : FLOWS) {
            String[] words = row.split(" ", -1);
            if (present.contains(words[0]) && present.contains(words[1])) {
                boolean needed = words[3].equals("yes");
                must(
                        flows.allowed(words[0], words[1], Integer.parseInt(words[2])) == needed,
                        broken,
                        row + (needed ? ": but it cannot" : ": but it can"));
            }
        }
    }

    private static void selectors(Manifests manifests, Region region, List<String> broken) {
        Flows flows = new Flows(manifests);
        for (NetworkPolicy one : manifests.all(NetworkPolicy.class)) {
            must(
                    !flows.selected(one.getSpec().getPodSelector()).isEmpty(),
                    broken,
                    one.getMetadata().getName() + " selects nobody");
        }
        for (Way way : Stream.concat(flows.in().stream(), flows.out().stream()).toList()) {
            way.peers().stream()
                    .filter(peer -> peer.getIpBlock() == null && peer.getNamespaceSelector() == null)
                    .forEach(peer -> must(
                            !flows.selected(peer.getPodSelector()).isEmpty(),
                            broken,
                            way.policy().getMetadata().getName() + " names a peer that is nobody"));
        }
        for (Service one : manifests.all(Service.class)) {
            List<Manifests.Workload> behind = manifests.workloads().stream()
                    .filter(pod -> pod.template()
                            .getMetadata()
                            .getLabels()
                            .entrySet()
                            .containsAll(one.getSpec().getSelector().entrySet()))
                    .toList();
            must(behind.size() == 1, broken, one.getMetadata().getName() + " stands for " + behind);
            for (ServicePort port : one.getSpec().getPorts()) {
                must(
                        behind.stream()
                                .anyMatch(
                                        pod -> offers(pod, port.getTargetPort().getStrVal())),
                        broken,
                        one.getMetadata().getName() + " names a port that nobody has: " + port.getName());
            }
        }
    }

    private static boolean offers(Manifests.Workload pod, String port) {
        return pod.template().getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .anyMatch(one -> one.getName().equals(port));
    }

    private static boolean only(Way way, int port) {
        return way.ports().size() == 1 && Flows.hasPort(way, port);
    }

    /// No more addresses than a company has.
    private static boolean narrow(List<NetworkPolicyPeer> peers) {
        return peers.stream()
                .filter(peer -> peer.getIpBlock() != null)
                .map(peer -> peer.getIpBlock().getCidr())
                .allMatch(cidr -> Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1)) >= 16);
    }

    private static boolean isDns(Way way, NetworkPolicyPeer peer) {
        return Map.of("kubernetes.io/metadata.name", "kube-system")
                        .equals(peer.getNamespaceSelector().getMatchLabels())
                && Map.of("k8s-app", "kube-dns").equals(peer.getPodSelector().getMatchLabels())
                && way.ports().stream()
                        .allMatch(port ->
                                Integer.valueOf(53).equals(port.getPort().getIntVal()));
    }
}
