package doorbuster.catalogsync.origin;

import doorbuster.catalogsync.authoring.CatalogLine.BadLine;
import java.util.List;

/// What became of an attempt to make a new catalog version.
public sealed interface Verdict {
    /// The version is committed and on its way to the units.
    record Published(long version, long written, long removed, long products, long categories) implements Verdict {}

    /// The file says what the catalog says already; there is no new version.
    record Unchanged(long version) implements Verdict {}

    /// The old version stays as it was.
    ///
    /// @param total how many lines are bad; `faults` names the first of them
    record Refused(List<BadLine> faults, long total) implements Verdict {}

    /// A replacing file would take away more than half of the products and did not announce its size.
    record Shrinks(long from, long to) implements Verdict {}

    /// A rollback to a version that never was, or whose rows are no longer kept.
    record NotKept(long version) implements Verdict {}
}
