package doorbuster.infra.local;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One connection to one Redis node, just enough of the protocol (RESP2) to form a cluster and to look at
/// it.
///
/// The launcher must not depend on `redis-cli`, and a full client is for the app.
public final class Resp implements AutoCloseable {
    private static final int TIMEOUT_MS = 3_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /// Connects and signs in (an empty password: no sign-in).
    public Resp(String address, int port, String password) throws IOException {
        socket = new Socket();
        socket.connect(new InetSocketAddress(address, port), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
        if (!password.isEmpty()) {
            ask("AUTH", password);
        }
    }

    /// Sends one command and answers its reply as text: arrays one element per line, nil as the empty text.
    ///
    /// @throws IOException also when Redis answers an error, with its text
    public String ask(String... words) throws IOException {
        out.write(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            out.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write('\r');
            out.write('\n');
        }
        out.flush();
        return reply();
    }

    private String reply() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '-' -> throw new IOException(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> array(Integer.parseInt(rest));
            default -> throw new IOException("not a Redis reply: " + line);
        };
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length || in.readNBytes(2).length < 2) {
            throw new EOFException("Redis closed the connection");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String array(int length) throws IOException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            parts.add(reply());
        }
        return String.join("\n", parts);
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Redis closed the connection");
            }
            text.append((char) c);
        }
        if (in.read() != '\n' || text.isEmpty()) {
            throw new IOException("not a Redis reply: " + text);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
