package doorbuster.catalogsync.authoring;

import doorbuster.catalogsync.authoring.CatalogLine.Announcement;
import doorbuster.catalogsync.authoring.CatalogLine.BadLine;
import doorbuster.catalogsync.authoring.CatalogLine.CategoryLine;
import doorbuster.catalogsync.authoring.CatalogLine.ProductLine;
import doorbuster.catalogsync.store.CopyText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A whole catalog file, checked line by line while it arrives and kept on disk in the form the database takes.
///
/// Nothing is open in the database meanwhile: a slow or dying author holds up neither other authors nor the making
/// of a slot, which waits for every running transaction.
public final class Spool implements AutoCloseable {
    private final FileLimits limits;
    private final Path products;
    private final Path categories;
    private final List<BadLine> faults = new ArrayList<>();
    private long faultCount;
    private long rows;
    private int lastLine;
    private Optional<Announcement> announced = Optional.empty();

    private Spool(FileLimits limits) throws IOException {
        this.limits = limits;
        this.products = Files.createTempFile("doorbuster-products", ".copy");
        this.categories = Files.createTempFile("doorbuster-categories", ".copy");
    }

    /// Reads `file` to its end.
    ///
    /// @throws IOException when the bytes stop coming; nothing is left behind then
    public static Spool of(CatalogFile file, FileLimits limits) throws IOException {
        Spool spool = new Spool(limits);
        boolean whole = false;
        try {
            spool.take(file);
            whole = true;
            return spool;
        } finally {
            if (!whole) {
                spool.close();
            }
        }
    }

    private void take(CatalogFile file) throws IOException {
        try (CopyText productRows = new CopyText(Files.newOutputStream(products));
                CopyText categoryRows = new CopyText(Files.newOutputStream(categories))) {
            Optional<CatalogLine> next = file.next();
            while (next.isPresent() && rows <= limits.rows()) {
                take(next.get(), productRows, categoryRows);
                next = file.next();
            }
        }
        if (rows > limits.rows()) {
            fault(new BadLine(lastLine, "more than " + limits.rows() + " rows"));
        }
        announced
                .filter(said -> said.rows() != rows + faultCount)
                .ifPresent(said -> fault(new BadLine(
                        lastLine,
                        "the file announces " + said.rows() + " rows and holds " + (rows + faultCount)
                                + ": it is cut off")));
        if (rows == 0 && faultCount == 0) {
            fault(new BadLine(Math.max(1, lastLine), "the file holds no product and no category"));
        }
    }

    private void take(CatalogLine next, CopyText productRows, CopyText categoryRows) throws IOException {
        lastLine = next.line();
        switch (next) {
            case ProductLine p -> {
                rows++;
                productRows.row(
                        p.line(),
                        p.sku(),
                        p.category().orElse(null),
                        p.priceMinor(),
                        p.currency(),
                        p.names(),
                        p.descriptions(),
                        p.attributes(),
                        p.pictures());
            }
            case CategoryLine c -> {
                rows++;
                categoryRows.row(c.line(), c.id(), c.parent().orElse(null), c.names());
            }
            case Announcement said -> announced = Optional.of(said);
            case BadLine bad -> fault(bad);
        }
    }

    private void fault(BadLine bad) {
        faultCount++;
        if (faults.size() < limits.faults()) {
            faults.add(bad);
        }
    }

    /// The first bad lines, in the order of the file.
    public List<BadLine> faults() {
        return List.copyOf(faults);
    }

    public long faultCount() {
        return faultCount;
    }

    /// Products and categories together.
    public long rows() {
        return rows;
    }

    public boolean announced() {
        return announced.isPresent();
    }

    public InputStream products() throws IOException {
        return new BufferedInputStream(Files.newInputStream(products), 1 << 16);
    }

    public InputStream categories() throws IOException {
        return new BufferedInputStream(Files.newInputStream(categories), 1 << 16);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(products);
        Files.deleteIfExists(categories);
    }
}
