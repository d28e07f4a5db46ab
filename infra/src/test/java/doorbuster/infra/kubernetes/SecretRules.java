package doorbuster.infra.kubernetes;

import static doorbuster.infra.kubernetes.Rule.must;

import doorbuster.infra.kubernetes.Manifests.Workload;
import doorbuster.regions.Region;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/// Secrets are named, never given; configuration has only keys that the programs know.
final class SecretRules {
    static final List<Rule> RULES = List.of(
            new Rule("secrets are only named", SecretRules::named),
            new Rule("a secret that is named is mounted", SecretRules::mounted),
            new Rule("every secret that is needed is in the README's table", SecretRules::documented),
            new Rule("configuration has keys that the programs know", SecretRules::known));

    private static final Pattern SECRET_FILE = Pattern.compile("file:/etc/doorbuster/secrets/(\\S+)");
    private static final Pattern SECRET_KEY = Pattern.compile("(?m)^\\s*(?:password|\\S*-key):\\s*(\\S.*)$");
    private static final Pattern README_ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    private static final Path CHECKOUT = Path.of("..");

    private SecretRules() {}

    private static void named(Manifests manifests, Region region, List<String> broken) {
        must(manifests.all(Secret.class).isEmpty(), broken, "a secret lies in the manifests");
        for (ConfigMap map : manifests.all(ConfigMap.class)) {
            for (Map.Entry<String, String> file : map.getData().entrySet()) {
                Matcher keys = SECRET_KEY.matcher(file.getKey().endsWith(".yaml") ? file.getValue() : "");
                while (keys.find()) {
                    must(
                            SECRET_FILE.matcher(keys.group(1)).matches(),
                            broken,
                            map.getMetadata().getName() + " gives away " + keys.group());
                }
            }
        }
        for (Workload one : manifests.workloads()) {
            one.template().getSpec().getContainers().stream()
                    .flatMap(container -> container.getEnv().stream())
                    .filter(env -> env.getName().matches("(?i).*(auth|password|secret|token).*"))
                    .forEach(env -> must(byReference(env), broken, one + " is given " + env.getName()));
        }
    }

    private static boolean byReference(EnvVar env) {
        return env.getValue() == null
                && env.getValueFrom() != null
                && env.getValueFrom().getSecretKeyRef() != null;
    }

    private static void mounted(Manifests manifests, Region region, List<String> broken) {
        Map<String, String> configs = Map.of(
                "app", "app-config", "catalog-sync", "catalog-sync-config", "catalog-sync-origin", "origin-config");
        for (Workload one : manifests.workloads()) {
            Set<String> mounted = new TreeSet<>();
            one.template().getSpec().getVolumes().stream()
                    .filter(volume -> volume.getProjected() != null)
                    .flatMap(volume -> volume.getProjected().getSources().stream())
                    .flatMap(source -> source.getSecret().getItems().stream())
                    .forEach(item -> mounted.add(item.getPath()));
            Matcher used = SECRET_FILE.matcher(String.join(
                    "\n",
                    manifests.config(configs.getOrDefault(one.name(), "none")).values()));
            while (used.find()) {
                must(mounted.contains(used.group(1)), broken, one + " lacks " + used.group(1));
            }
        }
    }

    private static void documented(Manifests manifests, Region region, List<String> broken) {
        Set<String> documented = new TreeSet<>();
        Matcher rows = README_ROW.matcher(read("infra/README.md"));
        while (rows.find()) {
            documented.add(rows.group(1));
        }
        Set<String> needed = new TreeSet<>();
        manifests.workloads().forEach(one -> needs(one, needed));
        manifests.all(Crds.Cluster.class).stream()
                .flatMap(cluster -> cluster.spec().managed().roles().stream())
                .forEach(role -> needed.add(role.passwordSecret().name()));
        manifests
                .all(Crds.ObjectStore.class)
                .forEach(store -> needed.add(store.spec()
                        .configuration()
                        .s3Credentials()
                        .accessKeyId()
                        .name()));
        manifests.all(Crds.Cluster.class).stream()
                .filter(cluster -> cluster.spec().projectedVolumeTemplate() != null)
                .flatMap(cluster -> cluster.spec().projectedVolumeTemplate().getSources().stream())
                .forEach(source -> needed.add(source.getSecret().getName()));
        needed.removeAll(documented);
        must(needed.isEmpty(), broken, "infra/README.md does not tell of " + needed);
    }

    private static void needs(Workload one, Set<String> needed) {
        one.template().getSpec().getVolumes().forEach(volume -> {
            if (volume.getSecret() != null) {
                needed.add(volume.getSecret().getSecretName());
            }
            if (volume.getProjected() != null) {
                volume.getProjected()
                        .getSources()
                        .forEach(source -> needed.add(source.getSecret().getName()));
            }
        });
        one.template().getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(SecretRules::byReference)
                .forEach(env -> needed.add(env.getValueFrom().getSecretKeyRef().getName()));
    }

    private static void known(Manifests manifests, Region region, List<String> broken) {
        unknown(manifests.config("app-config"), "app.yaml", "app", broken);
        unknown(manifests.config("catalog-sync-config"), "catalog-sync.yaml", "catalog-sync", broken);
        unknown(manifests.config("origin-config"), "catalog-sync.yaml", "catalog-sync", broken);
    }

    private static void unknown(Map<String, String> config, String file, String module, List<String> broken) {
        if (config.isEmpty()) {
            return;
        }
        Map<String, Object> defaults = new Yaml().load(read(module + "/src/main/resources/application.yaml"));
        Map<String, Object> given = new Yaml().load(config.getOrDefault(file, "{}"));
        compare("", given, defaults, broken);
    }

    private static void compare(String at, Map<String, Object> given, Map<String, Object> known, List<String> broken) {
        given.forEach((key, value) -> {
            must(known.containsKey(key), broken, "no program knows " + at + key);
            if (value instanceof Map && known.get(key) instanceof Map) {
                compare(at + key + ".", Manifests.asMap(value), Manifests.asMap(known.get(key)), broken);
            }
        });
    }

    private static String read(String file) {
        try {
            return Files.readString(CHECKOUT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
