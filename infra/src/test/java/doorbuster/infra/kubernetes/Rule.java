package doorbuster.infra.kubernetes;

import doorbuster.regions.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One thing that every rendered region must hold.
///
/// @param name  as the table of mutations calls it
/// @param check adds one line for each place that breaks the rule
record Rule(String name, Check check) {
    interface Check {
        void look(Manifests manifests, Region region, List<String> broken);
    }

    static List<Rule> all() {
        return Stream.of(
                        PodRules.RULES,
                        ScaleRules.RULES,
                        SecretRules.RULES,
                        NetworkRules.RULES,
                        StoreRules.RULES,
                        TlsRules.RULES)
                .flatMap(List::stream)
                .toList();
    }

    /// Where it is broken; nowhere when it holds.
    List<String> broken(Manifests manifests, Region region) {
        List<String> broken = new ArrayList<>();
        check.look(manifests, region, broken);
        return broken;
    }

    static void must(boolean holds, List<String> broken, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
