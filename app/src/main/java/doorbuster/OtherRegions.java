package doorbuster;

import doorbuster.door.DoorSettings.Other;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which other units there are. A region comes or goes while this unit runs: the file is looked at again after a second
/// and read when it has changed, so that nobody is restarted for a neighbour's sake.
///
/// The file has a line `NAME URL` for each region; `#` begins a comment. A file that is away or that has a line of
/// another form is told once in the log, and the list before it stays in force.
final class OtherRegions implements Supplier<List<Other>> {
    private static final System.Logger LOG = System.getLogger(OtherRegions.class.getName());
    private static final long REST_NANOS = 1_000_000_000L;
    private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9-]{0,62}) (https?://[^\\s/]+)");

    private final String file;
    private volatile List<Other> known;
    private volatile long looked;
    private volatile FileTime changed = FileTime.fromMillis(0);
    private volatile boolean complained;

    /// Other regions.
    ///
    /// @param file  where they are listed; empty for the fixed list
    /// @param fixed what is known before the file was read
    OtherRegions(String file, List<Other> fixed) {
        this.file = file;
        known = List.copyOf(fixed);
        looked = System.nanoTime() - REST_NANOS;
    }

    @Override
    public List<Other> get() {
        if (!file.isEmpty() && System.nanoTime() - looked >= REST_NANOS) {
            looked = System.nanoTime();
            look(Path.of(file));
        }
        return known;
    }

    private void look(Path path) {
        try {
            FileTime now = Files.getLastModifiedTime(path);
            if (!now.equals(changed)) {
                known = read(path);
                changed = now;
                complained = false;
            }
        } catch (IOException e) {
            if (!complained) {
                LOG.log(System.Logger.Level.WARNING, "the list of other regions stays as it was: {0}", e.getMessage());
                complained = true;
            }
        }
    }

    private static List<Other> read(Path path) throws IOException {
        List<Other> others = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            Matcher entry = LINE.matcher(line.strip());
            if (entry.matches()) {
                others.add(new Other(entry.group(1), entry.group(2)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IOException(path + " has a line that is not NAME URL: " + line);
            }
        }
        return List.copyOf(others);
    }
}
