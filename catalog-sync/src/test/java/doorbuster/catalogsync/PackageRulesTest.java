package doorbuster.catalogsync;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who imports whom: the table is exact, so a row that stands for nothing, and an import that nobody needs any more,
/// fail like one that is not allowed.
final class PackageRulesTest {
    private static final String ROOT = "doorbuster.catalogsync";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final Map<String, Set<String>> IMPORTS = Map.of(
            "", Set.of("authoring", "http", "origin", "store", "telemetry", "unit"),
            "http", Set.of("authoring", "origin", "store", "telemetry", "unit"),
            "origin", Set.of("authoring", "store"),
            "unit", Set.of("store", "telemetry"),
            "authoring", Set.of("store"),
            "store", Set.of(),
            "telemetry", Set.of());

    /// Libraries that only some packages know. `origin` and `unit` read columns of a row, which may throw SQLException.
    private static final Map<String, Set<String>> KNOWN_BY = Map.of(
            "java.sql", Set.of("origin", "store", "unit"),
            "org.postgresql", Set.of("store"),
            "org.flywaydb", Set.of("store"),
            "io.helidon.webserver", Set.of("", "http"),
            "io.helidon.http", Set.of("http"),
            "io.helidon.config", Set.of(""),
            "com.nimbusds", Set.of("http"),
            "com.fasterxml.jackson", Set.of("authoring", "http", "origin", "telemetry"),
            "io.opentelemetry", Set.of("telemetry"),
            "io.prometheus", Set.of("telemetry"));

    static Set<String> packages() {
        return IMPORTS.keySet();
    }

    static Set<String> libraries() {
        return KNOWN_BY.keySet();
    }

    @ParameterizedTest(name = "''{0}''")
    @MethodSource("packages")
    void each_package_imports_what_its_row_says(String name) {
        Set<String> imported = CLASSES.stream()
                .filter(type -> shortName(type).equals(name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> target.getPackageName().startsWith("doorbuster"))
                .map(PackageRulesTest::shortName)
                .filter(target -> !target.equals(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(imported).isEqualTo(new TreeSet<>(IMPORTS.getOrDefault(name, Set.of())));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void each_library_is_known_where_its_row_says(String library) {
        Set<String> knowing = CLASSES.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(on -> on.getTargetClass().getPackageName().startsWith(library)))
                .map(PackageRulesTest::shortName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(knowing).isEqualTo(new TreeSet<>(KNOWN_BY.getOrDefault(library, Set.of())));
    }

    @Test
    void every_package_has_a_row_and_every_row_a_package() {
        assertThat(CLASSES.stream().map(PackageRulesTest::shortName).collect(Collectors.toSet()))
                .isEqualTo(IMPORTS.keySet());
    }

    @Test
    void no_packages_import_each_other_in_a_circle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /// The package below the root, empty for the root; the whole name for one of another module.
    private static String shortName(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "";
        }
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : name;
    }
}
