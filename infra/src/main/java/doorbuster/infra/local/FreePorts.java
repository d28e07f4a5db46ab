package doorbuster.infra.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for tests that run at the same time, and the check that a wanted port is free.
///
/// Ports are taken from 11000–21999: below what the system gives to outgoing connections, so that nobody's
/// client socket is in the way, and with room for Redis Cluster's bus at +10000. A port stays reserved for
/// this JVM by a locked file in the temporary folder, because between "it is free" and "my server listens"
/// another JVM would find it free as well.
public final class FreePorts {
    private static final int FIRST = 11_000;
    private static final int COUNT = 11_000;
    private static final int BUS = 10_000;
    private static final List<FileLock> HELD = new ArrayList<>();

    private FreePorts() {}

    /// One port that is free on `address` and reserved for this JVM.
    public static int one(String address) {
        return several(address, 1, false).getFirst();
    }

    /// `count` ports whose cluster bus ports (+10000) are free as well.
    public static List<Integer> withBus(String address, int count) {
        return several(address, count, true);
    }

    /// Whether a server could listen there now.
    public static boolean isFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Checks that `part` can listen there.
    ///
    /// @throws StartFailed with one line when somebody listens on `address:port` already, or the address is
    ///     not of this machine
    public static void require(String part, String address, int port) {
        if (!isFree(address, port)) {
            String why = isFree(address, 0) ? "is taken by another process" : "cannot be bound on this machine";
            throw new StartFailed(part + " needs " + address + ":" + port + ", which " + why);
        }
    }

    private static synchronized List<Integer> several(String address, int count, boolean bus) {
        List<Integer> found = new ArrayList<>();
        int start = ThreadLocalRandom.current().nextInt(COUNT);
        for (int i = 0; i < COUNT && found.size() < count; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (isFree(address, port) && (!bus || isFree(address, port + BUS)) && reserve(port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new StartFailed("no " + count + " free ports between " + FIRST + " and " + (FIRST + COUNT - 1));
        }
        return found;
    }

    @SuppressWarnings("resource") // the channel stays open for as long as this JVM lives: it carries the lock
    private static boolean reserve(int port) {
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir"), "doorbuster-ports-" + System.getProperty("user.name"));
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(port + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return false;
            }
            HELD.add(lock);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new StartFailed("ports cannot be reserved in " + folder + ": " + e.getMessage(), e);
        }
    }
}
