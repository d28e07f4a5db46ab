package doorbuster.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Which package of this module may import which other of ours; everything that is not listed is forbidden.
class PackagesTest {
    private static final String ROOT = "doorbuster.infra";
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("", Set.of("command")),
            Map.entry("local", Set.of()),
            Map.entry("identity", Set.of()),
            Map.entry("tree", Set.of()),
            Map.entry("dns", Set.of("local", "regions", "tree")),
            Map.entry("edge", Set.of("local", "regions")),
            Map.entry("admin", Set.of("edge", "local", "regions")),
            Map.entry("catalog", Set.of("admin", "regions", "tree")),
            Map.entry("fleet", Set.of("dns", "edge", "identity", "local", "regions", "tree")),
            Map.entry("proof", Set.of("admin", "catalog", "fleet", "identity", "local", "regions")),
            Map.entry("trace", Set.of()),
            Map.entry("kubernetes", Set.of("edge", "regions", "tree")),
            Map.entry(
                    "command",
                    Set.of(
                            "admin",
                            "catalog",
                            "dns",
                            "fleet",
                            "identity",
                            "kubernetes",
                            "local",
                            "proof",
                            "regions",
                            "trace")));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packages_import_only_what_the_table_allows() {
        JavaPackage root = classes.getPackage(ROOT);
        for (Map.Entry<String, Set<String>> row : MAY_IMPORT.entrySet()) {
            Set<String> imported = (row.getKey().isEmpty() ? root : root.getPackage(row.getKey()))
                    .getClassDependenciesFromThisPackage().stream()
                            .map(dependency -> dependency.getTargetClass().getPackageName())
                            .filter(name -> name.startsWith("doorbuster."))
                            .map(PackagesTest::shortName)
                            .filter(name -> !name.equals(row.getKey()))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(imported).as("imports of " + row.getKey()).isEqualTo(new TreeSet<>(row.getValue()));
        }
    }

    @Test
    void every_package_has_a_row() {
        Set<String> packages =
                classes.stream().map(type -> shortName(type.getPackageName())).collect(Collectors.toSet());
        assertThat(packages).isEqualTo(MAY_IMPORT.keySet());
    }

    private static String shortName(String packageName) {
        return packageName.equals(ROOT)
                ? ""
                : packageName.replace(ROOT + ".", "").replace("doorbuster.", "");
    }
}
