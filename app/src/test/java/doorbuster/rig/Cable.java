package doorbuster.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A cable between one node and a server, which can be cut and mended.
public final class Cable implements AutoCloseable {
    private final ServerSocket door;
    private final int server;
    private final Queue<Socket> ends = new ConcurrentLinkedQueue<>();
    private volatile boolean cut;

    private Cable(ServerSocket door, int server) {
        this.door = door;
        this.server = server;
    }

    /// Leads to a server's port on this machine.
    public static Cable to(int server) {
        try {
            Cable cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
            Thread.ofVirtual().start(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The port at which the node finds the server.
    public int port() {
        return door.getLocalPort();
    }

    /// All connections end, and new ones are closed at once.
    public void cut() {
        cut = true;
        for (Socket end = ends.poll(); end != null; end = ends.poll()) {
            closed(end);
        }
    }

    /// New connections are led to the server again.
    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(door.getInetAddress(), server);
                ends.add(near);
                ends.add(far);
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
                if (cut) {
                    closed(near);
                    closed(far);
                }
            } catch (IOException _) {
                // the door was closed, or the server is away
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // it was cut
        }
        closed(from);
        closed(to);
    }

    private static void closed(Socket end) {
        try {
            end.close();
        } catch (IOException _) {
            // it is gone already
        }
    }
}
