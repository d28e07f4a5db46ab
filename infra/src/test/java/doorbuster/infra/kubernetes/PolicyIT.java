package doorbuster.infra.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// Renders every region, holds every rule over it, and breaks the manifests on purpose to see each rule turn red.
@Tag("kubernetes")
class PolicyIT {
    private static final Regions REGIONS = Regions.read(Path.of("../regions"));
    private static final Path OVERLAYS = Path.of("kubernetes/regions");
    private static final Map<String, List<Map<String, Object>>> RENDERED = new HashMap<>();

    static Stream<Arguments> everyRuleInEveryRegion() {
        return REGIONS.all().stream()
                .flatMap(region -> Rule.all().stream().map(rule -> Arguments.of(region.name(), rule)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyRuleInEveryRegion")
    void a_rendered_region_holds(String region, Rule rule) throws IOException {
        assertThat(rule.broken(new Manifests(trees(region)), region(region))).isEmpty();
    }

    /// Each row changes one thing in a rendered object and names the rule that must see it. A value of `-` removes.
    @ParameterizedTest(name = "{0} {1} = {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "us-east Deployment/app | spec.template.spec.securityContext.runAsNonRoot | false | pods may do next to nothing",
                "us-east Deployment/edge | spec.template.spec.securityContext.seccompProfile | - | pods may do next to nothing",
                "us-east StatefulSet/redis | spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem | false"
                        + " | pods may do next to nothing",
                "us-east Job/redis-form | spec.template.spec.containers.0.securityContext.capabilities.drop | []"
                        + " | pods may do next to nothing",
                "us-east Deployment/app | spec.template.spec.hostNetwork | true | pods may do next to nothing",
                "us-east Deployment/app | spec.template.spec.automountServiceAccountToken | true | no pod has a token of the cluster",
                "us-east ServiceAccount/edge | automountServiceAccountToken | - | no pod has a token of the cluster",
                "us-east Deployment/app | spec.template.spec.containers.0.startupProbe | - | programs are asked how they are on "
                        + "the observe port",
                "us-east Deployment/edge | spec.template.spec.containers.0.livenessProbe.httpGet.port | https | programs are asked "
                        + "how they are on the observe port",
                "us-east Deployment/app | spec.template.spec.containers.0.lifecycle | - | programs are asked how they are on the "
                        + "observe port",
                "us-east StatefulSet/redis | spec.template.spec.containers.0.resources.limits.memory | - | what a pod may use is said",
                "us-east Cluster/postgres | spec.resources | - | what a pod may use is said",
                "us-east Deployment/app | spec.template.spec.topologySpreadConstraints | [] | pods are placed in the region and "
                        + "spread over its zones",
                "us-east Cluster/postgres | spec.affinity.podAntiAffinityType | preferred | pods are placed in the region and spread "
                        + "over its zones",
                "us-east Deployment/edge | spec.template.spec.nodeSelector | - | pods are placed in the region and spread over its "
                        + "zones",
                "us-east Deployment/app | spec.template.spec.containers.0.image | app:latest | images are of one version",
                "us-east PodDisruptionBudget/edge | spec.maxUnavailable | 2 | one at a time may be taken away",
                "us-east Cluster/postgres | spec.enablePDB | false | one at a time may be taken away",
                "us-east Deployment/edge | spec.replicas | 1 | one at a time may be taken away",
                "us-east HorizontalPodAutoscaler/app | spec.minReplicas | 1 | the app is scaled within the region's bounds and "
                        + "before a sale",
                "eu-west ScaledObject/app | spec.triggers.1.metadata.desiredReplicas | `3` | the app is scaled within the region's "
                        + "bounds and before a sale",
                "us-east Deployment/app | spec.replicas | 3 | the app is scaled within the region's bounds and before a sale",
                "us-east Service/app | metadata.namespace | default | everything lies in the region's namespace",
                "us-east ConfigMap/app-config | data | {app.yaml: `redis:\\n  password: abc`} | secrets are only named",
                "us-east StatefulSet/redis | spec.template.spec.containers.0.env.2 | {name: REDISCLI_AUTH, value: abc} | secrets are "
                        + "only named",
                "us-east Deployment/app | spec.template.spec.volumes.1.projected.sources.3 | - | a secret that is named is mounted",
                "us-east Deployment/edge | spec.template.spec.volumes.1.secret.secretName | other | every secret that is needed is "
                        + "in the README's table",
                "us-east ConfigMap/app-config | data | {app.yaml: `unit: {colour: red}`} | configuration has keys that the programs "
                        + "know",
                "us-east ConfigMap/catalog-sync-config | data | {catalog-sync.yaml: `origin: {user: a}`} | a unit takes the "
                        + "catalog by TLS from an origin that proves its name",
                "us-east Deployment/catalog-sync | spec.template.spec.containers.0.volumeMounts.2.mountPath | /other | a unit "
                        + "takes the catalog by TLS from an origin that proves its name",
                "us-east Cluster/postgres | spec.projectedVolumeTemplate | - | a unit takes the catalog by TLS from an origin "
                        + "that proves its name",
                "eu-west Cluster/catalog-origin | spec.certificates.serverAltDNSNames | [] | the origin proves its name and lets "
                        + "nobody in by plain TCP",
                "eu-west Cluster/catalog-origin | spec.postgresql.pg_hba | [] | the origin proves its name and lets nobody in by "
                        + "plain TCP",
                "us-east NetworkPolicy/default-deny | spec.policyTypes | [Ingress] | whatever is not allowed is denied, both ways",
                "us-east NetworkPolicy/redis | spec.policyTypes | [Egress] | whatever is not allowed is denied, both ways",
                "us-east NetworkPolicy/app | spec.ingress.0.from | - | strangers reach the edge and nothing else",
                "us-east Service/app | spec.type | NodePort | strangers reach the edge and nothing else",
                "eu-west NetworkPolicy/catalog-origin-units | spec.ingress.0.from.0.ipBlock.cidr | 10.0.0.0/8 | strangers reach the "
                        + "edge and nothing else",
                "us-east NetworkPolicy/app | spec.egress.0.to | - | one flow leaves for another unit: to the catalog's origin",
                "us-east NetworkPolicy/app | spec.egress.0.to.0 | {ipBlock: {cidr: 192.0.2.16/28}} | one flow leaves for another "
                        + "unit: to the catalog's origin",
                "us-east NetworkPolicy/to-catalog-origin | spec.podSelector | {} | one flow leaves for another unit: to the "
                        + "catalog's origin",
                "us-east NetworkPolicy/dns | spec.egress.0.to.0.namespaceSelector | {} | one flow leaves for another unit: to the "
                        + "catalog's origin",
                "us-east NetworkPolicy/redis | spec.ingress.0.from.0.podSelector.matchLabels | {app.kubernetes.io/name: edge} | what "
                        + "must speak can, what need not cannot",
                "us-east NetworkPolicy/edge | spec.egress.0.ports.1.port | 9190 | what must speak can, what need not cannot",
                "us-east PodDisruptionBudget/app | spec.selector.matchLabels | {app.kubernetes.io/name: ap} | one at a time may be "
                        + "taken away",
                "us-east Service/edge | spec.selector | {app.kubernetes.io/name: front} | every selector means somebody",
                "us-east Service/edge | spec.ports.0.targetPort | http | every selector means somebody",
                "us-east Cluster/postgres | spec.postgresql.synchronous.dataDurability | preferred | PostgreSQL keeps what it "
                        + "confirmed on two instances",
                "us-east Cluster/postgres | spec.postgresql.parameters.fsync | `off` | PostgreSQL keeps what it confirmed on two "
                        + "instances",
                "us-east Cluster/postgres | spec.instances | 1 | PostgreSQL keeps what it confirmed on two instances",
                "us-east Cluster/postgres | spec.imageCatalogRef.major | 17 | PostgreSQL keeps what it confirmed on two instances",
                "us-east Cluster/postgres | spec.managed.roles.0.superuser | true | PostgreSQL's roles can do no more than they need",
                "us-east Cluster/postgres | spec.enableSuperuserAccess | true | PostgreSQL's roles can do no more than they need",
                "us-east ObjectStore/backups | spec.configuration.destinationPath | s3://elsewhere | every PostgreSQL has backups of "
                        + "the region's own",
                "us-east Cluster/postgres | spec.plugins | [] | every PostgreSQL has backups of the region's own",
                "us-east ConfigMap/redis-scripts | data | {redis.conf: maxmemory-policy allkeys-lru} | Redis keeps a log, never "
                        + "evicts, and lies on six machines",
                "us-east StatefulSet/redis | spec.replicas | 3 | Redis keeps a log, never evicts, and lies on six machines",
                "us-east StatefulSet/redis | spec.template.spec.containers.0.resources.limits.memory | 4Gi | Redis keeps a log, never "
                        + "evicts, and lies on six machines",
                "eu-west Cluster/catalog-origin | spec.managed.services.additional.0.serviceTemplate.spec.loadBalancerSourceRanges "
                        + "| [0.0.0.0/0] | the origin is in the origin's region only, open to the other units only",
                "us-east Namespace/doorbuster-us-east | metadata.annotations | - | nothing deletes a store by the way",
            })
    void a_broken_manifest_is_seen(String object, String path, String value, String rule) throws IOException {
        String[] where = object.split("[ /]", -1);
        List<Map<String, Object>> trees = copy(trees(where[0]));
        Map<String, Object> target = trees.stream()
                .filter(tree -> Manifests.kind(tree).equals(where[1])
                        && String.valueOf(Manifests.asMap(tree.get("metadata")).get("name"))
                                .matches(where[2] + "(-[a-z0-9]{10})?"))
                .findFirst()
                .orElseThrow();
        Change.put(target, path, value.equals("-") ? null : new Yaml().load(value.replace('`', '"')));
        List<String> red = new ArrayList<>();
        Manifests manifests = new Manifests(trees);
        for (Rule one : Rule.all()) {
            if (!one.broken(manifests, region(where[0])).isEmpty()) {
                red.add(one.name());
            }
        }
        assertThat(red).contains(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, spec.template.spec.containers.0.readOnlyRootFilesystem, readOnlyRootFilesystem",
        "Cluster, spec.synchronous, synchronous",
        "NetworkPolicy, spec.egres, egres",
        "Service, spec.ports.0.targetport, targetport",
    })
    void a_field_that_kubernetes_does_not_know_is_refused(String kind, String path, String field) throws IOException {
        List<Map<String, Object>> trees = copy(trees("us-east"));
        Map<String, Object> target = trees.stream()
                .filter(tree -> Manifests.kind(tree).equals(kind))
                .findFirst()
                .orElseThrow();
        Change.put(target, path, true);
        assertThatThrownBy(() -> new Manifests(trees)).hasMessageContaining(field);
    }

    @Test
    void every_rule_is_seen_to_turn_red() throws NoSuchMethodException {
        CsvSource rows = PolicyIT.class
                .getDeclaredMethod("a_broken_manifest_is_seen", String.class, String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);
        assertThat(rows.value())
                .extracting(row -> row.substring(row.lastIndexOf('|') + 1).strip())
                .containsAll(Rule.all().stream().map(Rule::name).toList());
    }

    private static Region region(String name) {
        return REGIONS.named(name).orElseThrow();
    }

    private static synchronized List<Map<String, Object>> trees(String region) throws IOException {
        List<Map<String, Object>> known = RENDERED.get(region);
        if (known == null) {
            known = Manifests.trees(OVERLAYS.resolve(region));
            RENDERED.put(region, known);
        }
        return known;
    }

    private static List<Map<String, Object>> copy(List<Map<String, Object>> trees) {
        return new ArrayList<>(trees.stream()
                .map(tree -> Manifests.asMap(new Yaml().load(new Yaml().dump(tree))))
                .toList());
    }
}
