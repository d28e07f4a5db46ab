package doorbuster.loadtest;

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

/// Which package may import which other of ours. The app is never imported: it is met over HTTP, as buyers meet it.
/// `infra` is, because its servers and its way to start an app process are what is measured and broken here.
class PackageRulesTest {
    private static final String ROOT = "doorbuster.loadtest";
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "", Set.of("bench", "faults", "infra", "rush"),
            "wire", Set.of(),
            "trial", Set.of("infra"),
            "reckon", Set.of("infra"),
            "bench", Set.of("infra", "trial", "wire"),
            "faults", Set.of("infra", "reckon", "trial"),
            "rush", Set.of("infra", "reckon", "regions", "trial", "wire"));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packages_import_only_what_the_table_allows() {
        JavaPackage root = classes.getPackage(ROOT);
        MAY_IMPORT.forEach((name, allowed) -> {
            Set<String> imported = (name.isEmpty() ? root : root.getPackage(name))
                    .getClassDependenciesFromThisPackage().stream()
                            .map(dependency -> dependency.getTargetClass().getPackageName())
                            .filter(target -> target.startsWith("doorbuster."))
                            .map(PackageRulesTest::shortName)
                            .filter(target -> !target.equals(name))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(imported).as("imports of " + name).isEqualTo(new TreeSet<>(allowed));
        });
    }

    @Test
    void every_package_has_a_row() {
        assertThat(classes.stream()
                        .map(type -> shortName(type.getPackageName()))
                        .collect(Collectors.toSet()))
                .isEqualTo(MAY_IMPORT.keySet());
    }

    /// `bench` of this module, or the module's name for those of another.
    private static String shortName(String packageName) {
        if (packageName.equals(ROOT)) {
            return "";
        }
        String below = packageName.startsWith(ROOT + ".")
                ? packageName.substring(ROOT.length() + 1)
                : packageName.substring("doorbuster.".length());
        return below.split("\\.", 2)[0];
    }
}
