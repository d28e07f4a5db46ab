package doorbuster.catalogsync.unit;

/// What a unit sees when it looks at the origin.
public sealed interface OriginSight {
    /// The origin answered.
    ///
    /// @param slotFound     whether this unit's slot is there
    /// @param walStatus     PostgreSQL's word: `reserved`, `extended`, `unreserved`, `lost`; `none` without a slot
    /// @param retainedBytes WAL the slot holds back
    /// @param invalidated   why the server gave the slot up, empty when it did not
    record Reached(
            long version,
            String checksum,
            int schema,
            boolean slotFound,
            boolean active,
            String walStatus,
            long retainedBytes,
            String invalidated)
            implements OriginSight {

        boolean slotUsable() {
            return slotFound && invalidated.isEmpty() && !walStatus.equals("lost");
        }
    }

    /// It does not answer; the unit lives on what it has.
    record Away(String why) implements OriginSight {}
}
