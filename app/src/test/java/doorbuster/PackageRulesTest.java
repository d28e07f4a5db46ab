package doorbuster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may import whom: an allow-list, one row per package, each row checked to stand for a package that exists.
final class PackageRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final List<String> FEATURE_PORTS = List.of(
            "sale", "admission", "reserve", "settle", "order", "status", "catalog", "book", "telemetry", "attempts");

    /// The table of the house. `console` shares the answers and the strict reading of `door`.
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("sale", List.of()),
            Map.entry("store", List.of("telemetry")),
            Map.entry("admission", List.of("sale", "store")),
            Map.entry("reserve", List.of("sale", "store", "telemetry")),
            Map.entry("settle", List.of("sale", "store", "reserve", "telemetry")),
            Map.entry("order", List.of("sale", "store", "reserve", "telemetry")),
            Map.entry("status", List.of("sale", "store")),
            Map.entry("attempts", List.of("sale", "store")),
            Map.entry("catalog", List.of("sale", "store")),
            Map.entry("book", List.of("sale", "store", "reserve", "settle", "telemetry")),
            Map.entry("door", FEATURE_PORTS),
            Map.entry("console", plus(FEATURE_PORTS, "door")),
            Map.entry("telemetry", List.of()));

    /// Libraries that only some packages may know.
    private static final Map<String, Set<String>> KNOWN_BY = Map.of(
            "io.lettuce..", Set.of("store"),
            "com.zaxxer..", Set.of("store"),
            "io.helidon.dbclient..", Set.of("store"),
            "java.sql..", Set.of("store"),
            "org.flywaydb..", Set.of("store"),
            "io.helidon.webserver..", Set.of("door", "console", ""),
            "io.helidon.http..", Set.of("door", "console"),
            "io.helidon.config..", Set.of(""),
            "com.nimbusds..", Set.of("admission"),
            "org.altcha..", Set.of("admission"));

    private static List<String> plus(List<String> some, String one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }

    @TestFactory
    List<DynamicTest> each_package_imports_only_what_its_row_allows() {
        return MAY_IMPORT.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey() + " may import " + row.getValue(), () -> {
                    Set<String> allowed = new TreeSet<>(row.getValue());
                    allowed.add(row.getKey());
                    classes()
                            .that()
                            .resideInAPackage("doorbuster." + row.getKey() + "..")
                            .should()
                            .onlyDependOnClassesThat(ours(allowed))
                            .allowEmptyShould(!exists(row.getKey()))
                            .check(CLASSES);
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> each_library_is_known_to_its_packages_only() {
        return KNOWN_BY.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey() + " is known to " + row.getValue(), () -> {
                    Set<String> strangers = CLASSES.stream()
                            .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                    .anyMatch(on -> JavaClass.Predicates.resideInAPackage(row.getKey())
                                            .test(on.getTargetClass())))
                            .map(PackageRulesTest::featureOf)
                            .filter(feature -> !row.getValue().contains(feature))
                            .collect(Collectors.toSet());
                    assertThat(strangers).isEmpty();
                }))
                .toList();
    }

    @Test
    void every_package_has_its_row() {
        Set<String> packages = CLASSES.stream().map(PackageRulesTest::featureOf).collect(Collectors.toSet());
        packages.remove("");

        assertThat(MAY_IMPORT.keySet()).containsAll(packages);
    }

    @Test
    void the_rows_of_packages_that_must_exist_stand_for_something() {
        assertThat(MAY_IMPORT.keySet())
                .filteredOn(PackageRulesTest::exists)
                .contains(
                        "sale",
                        "admission",
                        "reserve",
                        "settle",
                        "order",
                        "status",
                        "catalog",
                        "book",
                        "door",
                        "console");
    }

    @Test
    void no_packages_import_each_other_in_a_circle() {
        slices().matching("doorbuster.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static boolean exists(String feature) {
        return CLASSES.stream().anyMatch(type -> featureOf(type).equals(feature));
    }

    private static DescribedPredicate<JavaClass> ours(Set<String> allowed) {
        return DescribedPredicate.describe(
                "libraries or " + allowed,
                type -> !type.getPackageName().startsWith("doorbuster") || allowed.contains(featureOf(type)));
    }

    /// The package right below the root; empty for the root itself.
    private static String featureOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith("doorbuster.")) {
            return "";
        }
        String below = name.substring("doorbuster.".length());
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
