package doorbuster.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One who writes bytes instead of HTTP.
final class Raw {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    private static final int PATIENCE_MS = 15_000;
    /// A second answer to one request would follow the first within this.
    private static final int AFTERWARDS_MS = 400;

    private final int port;
    private final String from;

    Raw(int port, String from) {
        this.port = port;
        this.from = from;
    }

    /// All that came back.
    ///
    /// @param took until the first byte
    record Heard(String text, Duration took) {
        /// The status of the first answer, 0 when there was none.
        int status() {
            Matcher found = STATUS.matcher(text);
            return found.find() ? Integer.parseInt(found.group(1)) : 0;
        }

        long answers() {
            return STATUS.matcher(text).results().count();
        }
    }

    /// Opens a connection and says nothing.
    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 3_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /// Sends everything at once and hears all that comes back.
    Heard ask(String text) throws IOException {
        try (Socket socket = connect()) {
            long begun = System.nanoTime();
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException _) {
                // answered and closed before all was sent; the answer is there to be read
            }
            return hear(socket, begun);
        }
    }

    /// Hears all that comes back on a connection.
    static Heard hear(Socket socket, long begun) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        socket.setSoTimeout(PATIENCE_MS);
        long took = 0;
        try {
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                took = took == 0 ? System.nanoTime() - begun : took;
                heard.write(buffer, 0, read);
                socket.setSoTimeout(AFTERWARDS_MS);
            }
        } catch (SocketTimeoutException _) {
            // nothing more comes
        } catch (IOException e) {
            if (heard.size() == 0) {
                throw e;
            }
        }
        return new Heard(heard.toString(StandardCharsets.ISO_8859_1), Duration.ofNanos(took));
    }
}
