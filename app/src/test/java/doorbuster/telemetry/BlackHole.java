package doorbuster.telemetry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// An address whose packets are dropped: nobody takes connections there, and its queue of them is full, so
/// that the kernel answers nothing to who comes next, as a firewall that drops.
final class BlackHole implements AutoCloseable {
    private static final int MOST = 256;
    private static final int MOMENT_MS = 200;
    private final ServerSocket socket;
    private final List<Socket> before;

    private BlackHole(ServerSocket socket, List<Socket> before) {
        this.socket = socket;
        this.before = before;
    }

    /// Fills the queue.
    ///
    /// @throws IllegalStateException when the kernel goes on answering
    static BlackHole open() throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        List<Socket> before = new ArrayList<>();
        while (before.size() < MOST) {
            Socket next = new Socket();
            before.add(next);
            try {
                next.connect(socket.getLocalSocketAddress(), MOMENT_MS);
            } catch (SocketTimeoutException _) {
                return new BlackHole(socket, before);
            }
        }
        throw new IllegalStateException(MOST + " connections, and the queue is not full");
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket one : before) {
            one.close();
        }
        socket.close();
    }
}
