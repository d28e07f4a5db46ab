package doorbuster.regions;

import java.nio.file.Path;

/// A region file that is not accepted. The message is one line: file, line, key and what was expected.
public final class RegionRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegionRefused(Path file, int line, String key, String expected) {
        super(file.getFileName() + ":" + line + ": " + key + ": " + expected);
    }

    RegionRefused(String message) {
        super(message);
    }
}
