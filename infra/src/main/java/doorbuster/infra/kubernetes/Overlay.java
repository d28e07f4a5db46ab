package doorbuster.infra.kubernetes;

import doorbuster.infra.tree.Tree;
import doorbuster.regions.Production;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The Kustomize overlay of one region: all that its file changes in the base. The same files always give the same
/// overlay.
public final class Overlay {
    private final Region region;
    private final Production facts;
    private final UnitConfigs configs;
    private final Network network;

    /// @throws NotRendered when the region's file has no section `production`
    public Overlay(Regions regions, Region region) {
        this.region = region;
        this.facts = region.production()
                .orElseThrow(() -> new NotRendered("regions/" + region.name()
                        + ".yaml has no section production, so there is nothing to render manifests from"));
        this.configs = new UnitConfigs(region, regions, facts);
        this.network = new Network(region, regions, facts);
    }

    /// All files by their names.
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>(configs.edge());
        files.put("app.yaml", text(configs.app()));
        files.put("catalog-sync.yaml", text(configs.catalogSync()));
        facts.origin().ifPresent(here -> files.put("catalog-sync-origin.yaml", text(configs.origin())));
        files.put("redis-sizes.conf", "maxmemory " + facts.redis().memoryMb() + "mb\n");
        files.put("network.yaml", Tree.text(comment(), network.policies()));
        files.put("patches.yaml", Tree.text(comment(), new Patches(facts, network.unitsElsewhere()).all()));
        files.put("kustomization.yaml", text(kustomization()));
        return files;
    }

    /// Writes the files into `folder/NAME`, and deletes what an earlier render left there beside them.
    ///
    /// @return that folder
    public Path write(Path folder) {
        Path here = folder.resolve(region.name());
        Map<String, String> files = files();
        try {
            Files.createDirectories(here);
            try (Stream<Path> present = Files.list(here)) {
                for (Path file : present.toList()) {
                    if (!files.containsKey(file.getFileName().toString())) {
                        Files.delete(file);
                    }
                }
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(here.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(here + " cannot be written: " + e.getMessage(), e);
        }
        return here;
    }

    private Map<String, Object> kustomization() {
        Map<String, Object> tree = Tree.of(
                "apiVersion",
                "kustomize.config.k8s.io/v1beta1",
                "kind",
                "Kustomization",
                "namespace",
                UnitConfigs.namespace(region),
                "labels",
                List.of(Tree.of("pairs", Tree.of("doorbuster/region", region.name()), "includeTemplates", true)),
                "resources",
                List.of("../../base", "network.yaml"),
                "configMapGenerator",
                generators(),
                "images",
                List.of(image("app"), image("catalog-sync")),
                "patches",
                List.of(Tree.of("path", "patches.yaml")));
        if (!components().isEmpty()) {
            tree.put("components", components());
        }
        return tree;
    }

    private List<String> components() {
        List<String> components = new ArrayList<>();
        facts.origin().ifPresent(here -> components.add("../../components/catalog-origin"));
        facts.managedRedis().ifPresent(there -> components.add("../../components/managed-redis"));
        if (!facts.preScale().isEmpty()) {
            components.add("../../components/pre-scaling");
        }
        return components;
    }

    private List<Map<String, Object>> generators() {
        List<Map<String, Object>> generators = new ArrayList<>();
        generators.add(Tree.of("name", "app-config", "files", List.of("app.yaml")));
        generators.add(Tree.of("name", "catalog-sync-config", "files", List.of("catalog-sync.yaml")));
        generators.add(Tree.of(
                "name",
                "edge-config",
                "files",
                configs.edge().keySet().stream().sorted().toList()));
        if (facts.managedRedis().isEmpty()) {
            generators.add(Tree.of("name", "redis-sizes", "files", List.of("redis-sizes.conf")));
        }
        facts.origin()
                .ifPresent(here -> generators.add(Tree.of(
                        "name", "origin-config", "files", List.of("catalog-sync.yaml=catalog-sync-origin.yaml"))));
        return generators;
    }

    private Map<String, Object> image(String program) {
        return Tree.of(
                "name",
                program,
                "newName",
                facts.release().images() + "/" + program,
                "newTag",
                facts.release().version());
    }

    private String text(Map<String, Object> document) {
        return Tree.text(comment(), List.of(document));
    }

    private String comment() {
        return "rendered from regions/ by `./doorbuster region render " + region.name() + "`: never changed by hand";
    }
}
