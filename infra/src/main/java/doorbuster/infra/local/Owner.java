package doorbuster.infra.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/// To whom a server's files belong, which is who the server runs as in a container: the launcher's own
/// user, so that both may read, write and signal. PostgreSQL does not run as root, so what root starts runs
/// as nobody in particular.
record Owner(int uid, int gid) {
    private static final Owner ROOT = new Owner(0, 0);
    /// Of no meaning outside of the container, and in the official image of PostgreSQL its `postgres`.
    private static final Owner UNPRIVILEGED = new Owner(999, 999);

    /// Whose server it will be; from now on all files in `folder` are that one's.
    static Owner ready(Path folder) throws IOException {
        Owner now = of(folder);
        if (now.equals(ROOT) || now.equals(UNPRIVILEGED)) {
            UNPRIVILEGED.take(folder);
            return UNPRIVILEGED;
        }
        return now;
    }

    /// Undoes what [#ready(Path)] did for root, whose processes run in a namespace without another's rights.
    static void takeBack(Path folder) throws IOException {
        if (PostgresBinaries.ROOT && !of(folder).equals(ROOT)) {
            ROOT.take(folder);
        }
    }

    private static Owner of(Path file) throws IOException {
        return new Owner(number(file, "unix:uid"), number(file, "unix:gid"));
    }

    private static int number(Path file, String attribute) throws IOException {
        return (Integer) Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS);
    }

    private void take(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.toList()) {
                if (!of(path).equals(this)) {
                    Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    /// As Docker takes it.
    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
