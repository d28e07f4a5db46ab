package doorbuster.catalogsync.origin;

import doorbuster.catalogsync.authoring.CatalogLine.BadLine;
import doorbuster.catalogsync.authoring.FileLimits;
import doorbuster.catalogsync.authoring.Spool;
import doorbuster.catalogsync.origin.Verdict.NotKept;
import doorbuster.catalogsync.origin.Verdict.Published;
import doorbuster.catalogsync.origin.Verdict.Refused;
import doorbuster.catalogsync.origin.Verdict.Shrinks;
import doorbuster.catalogsync.origin.Verdict.Unchanged;
import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.store.StoreBroken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The only writer of the catalog: one transaction makes one version, or nothing.
///
/// Tables are always written in the order category, product, manifest, version; a unit that mends its rows locks them
/// in the same order, so the two never wait for each other in a circle.
public record Authoring(Database database, FileLimits limits, int keptVersions) {

    /// Makes a version from a file.
    ///
    /// @param replace true: the file is the whole catalog; false: it adds to it and changes it
    public Verdict publish(Spool spool, boolean replace, String note, String author) {
        try (Session session = database.open()) {
            return session.within(() -> {
                stage(session, spool);
                session.run("origin/begin-authoring");
                List<BadLine> faults = faults(session, spool, replace);
                if (!faults.isEmpty()) {
                    session.undo();
                    return new Refused(
                            faults.subList(0, Math.min(faults.size(), limits.faults())),
                            Math.max(faults.size(), spool.faultCount()));
                }
                long before = session.one("origin/count-products", Map.of(), row -> row.number("products"));
                if (replace && !spool.announced() && spool.rows() * 2 < before) {
                    session.undo();
                    return new Shrinks(before, spool.rows());
                }
                return write(session, replace, "import", note, author);
            });
        }
    }

    /// Makes a new version that says what an earlier one said.
    public Verdict rollback(long version, String author) {
        try (Session session = database.open()) {
            return session.within(() -> {
                session.run("origin/begin-authoring");
                boolean kept = session.one(
                        "origin/oldest-kept",
                        Map.of("version", version, "kept", keptVersions),
                        row -> row.truth("kept"));
                if (!kept) {
                    return new NotKept(version);
                }
                session.run("origin/stage-categories");
                session.run("origin/stage-products");
                session.run("origin/stage-past-categories", Map.of("version", version));
                session.run("origin/stage-past-products", Map.of("version", version));
                return write(session, true, "rollback", "back to version " + version, author);
            });
        }
    }

    /// What names a version in all processes for good; empty when there is none, or the store does not say it now.
    public Optional<String> mark(long version) {
        try (Session session = database.open()) {
            return session.row("store/version-mark", Map.of("version", version), row -> row.text("mark"));
        } catch (StoreBroken e) {
            return Optional.empty();
        }
    }

    private void stage(Session session, Spool spool) {
        session.run("origin/stage-categories");
        session.run("origin/stage-products");
        try (InputStream categories = spool.categories();
                InputStream products = spool.products()) {
            session.copyIn("origin/copy-categories", categories);
            session.copyIn("origin/copy-products", products);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<BadLine> faults(Session session, Spool spool, boolean replace) {
        List<BadLine> all = new ArrayList<>(spool.faults());
        all.addAll(session.rows(
                "origin/staged-faults",
                Map.of("replace", replace, "most", limits.faults()),
                row -> new BadLine(row.small("line"), row.text("reason"))));
        all.sort(Comparator.comparingInt(BadLine::line));
        return all;
    }

    private Verdict write(Session session, boolean replace, String kind, String note, String author) {
        long newest = session.one("origin/newest-version", Map.of(), row -> row.number("number"));
        Map<String, Object> version = Map.of("version", newest + 1);
        Map<String, Object> both = Map.of("version", newest + 1, "replace", replace);
        session.run("origin/index-staged-categories");
        session.run("origin/index-staged-products");
        session.run("origin/archive-categories", both);
        session.run("origin/archive-products", both);
        long removed = session.run("origin/remove-categories", both);
        long written = session.run("origin/write-categories", version);
        removed += session.run("origin/remove-products", both);
        written += session.run("origin/write-products", version);
        if (removed + written == 0) {
            session.undo();
            return new Unchanged(newest);
        }
        session.run("origin/write-manifest", version);
        session.run("origin/drop-manifest");
        return seal(session, newest + 1, written, removed, kind, note, author);
    }

    private Published seal(
            Session session, long version, long written, long removed, String kind, String note, String author) {
        session.run("origin/prune-products", Map.of("oldest", version - keptVersions));
        session.run("origin/prune-categories", Map.of("oldest", version - keptVersions));
        session.run(
                "store/write-act",
                Map.of("actor", author, "what", "catalog " + kind, "detail", "version " + version + ": " + note));
        return session.one(
                "origin/write-version",
                Map.of("version", version, "kind", kind, "note", note, "author", author),
                row -> new Published(version, written, removed, row.number("products"), row.number("categories")));
    }
}
