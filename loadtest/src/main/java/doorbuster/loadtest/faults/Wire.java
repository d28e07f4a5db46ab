package doorbuster.loadtest.faults;

import doorbuster.infra.local.FreePorts;
import doorbuster.infra.local.Pause;
import doorbuster.infra.local.StartFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A network between the app and one server: a port that forwards every byte, until it is told to misbehave.
final class Wire implements AutoCloseable {
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();
    private static final Duration DELAY = Duration.ofMillis(120);
    private static final int CHUNK = 16_384;

    /// What it does to bytes.
    enum Weather {
        /// Forwards them.
        CLEAR,
        /// Forwards each portion a good while later.
        SLOW,
        /// Swallows what the app says; the connection looks alive.
        DEAF,
        /// Swallows what the server answers: the command is carried out, and nobody hears of it.
        MUTE,
        /// Resets every connection, also new ones.
        TORN
    }

    /// Both ends of one connection.
    private record Pair(Socket app, Socket server) {
        void reset() {
            end(app);
            end(server);
        }

        private static void end(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException _) {
                // it has ended already
            }
        }
    }

    private final int target;
    private final ServerSocket listener;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = Weather.CLEAR;

    private Wire(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /// Opens a port before `target`, both on loopback.
    static Wire before(int target) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(ADDRESS, FreePorts.one(ADDRESS.getHostAddress())), 256);
            Wire wire = new Wire(target, listener);
            Thread.ofVirtual().start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Changes the weather. Connections that lost bytes cannot go on: they are reset when it clears.
    void turn(Weather next) {
        Weather last = weather;
        weather = next;
        if (next == Weather.TORN || last == Weather.DEAF || last == Weather.MUTE) {
            reset();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }

    private void reset() {
        pairs.forEach(Pair::reset);
        pairs.clear();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket app = listener.accept();
                Thread.ofVirtual().start(() -> join(app));
            } catch (IOException _) {
                // closed, which the loop sees, or one connection that broke at once
            }
        }
    }

    private void join(Socket app) {
        Socket server = new Socket();
        Pair pair = new Pair(app, server);
        pairs.add(pair);
        try {
            server.connect(new InetSocketAddress(ADDRESS, target), 2_000);
            app.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            if (weather == Weather.TORN) {
                pair.reset();
                return;
            }
            Thread.ofVirtual().start(() -> pump(pair, app, server, Weather.DEAF));
            pump(pair, server, app, Weather.MUTE);
        } catch (IOException _) {
            pair.reset();
        } finally {
            pairs.remove(pair);
        }
    }

    private void pump(Pair pair, Socket from, Socket to, Weather swallowing) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (weather == Weather.SLOW) {
                    Pause.of(DELAY);
                }
                if (weather != swallowing) {
                    out.write(chunk, 0, n);
                }
            }
        } catch (IOException | StartFailed _) {
            // one end has gone; so does the other
        }
        pair.reset();
    }
}
