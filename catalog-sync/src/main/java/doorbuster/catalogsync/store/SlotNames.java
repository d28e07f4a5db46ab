package doorbuster.catalogsync.store;

/// How the slots of a unit are called: `doorbuster_catalog_eu_west_1a2b3c4d`, a new one for every seeding.
///
/// A new name each time, so that a subscription from before can never read on from a slot that was made after it and
/// skip what lies between.
public final class SlotNames {
    private SlotNames() {}

    public static String of(String region, int number) {
        return "doorbuster_catalog_" + region.replace('-', '_') + "_" + String.format("%08x", number);
    }

    /// Matches the slots of this region and of no other, also when one region's name begins another's.
    public static String pattern(String region) {
        return "^doorbuster_catalog_" + region.replace('-', '_') + "_[0-9a-f]{8}$";
    }
}
