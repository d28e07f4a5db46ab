package doorbuster;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;

/// Listens where Zipkin's server would, and is well.
public final class FakeZipkin {
    private FakeZipkin() {}

    /// Takes Zipkin's own words.
    public static void main(String[] args) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(value(args, "ip"), Integer.parseInt(value(args, "port"))), 10);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static String value(String[] args, String key) {
        String before = "--armeria.ports[0]." + key + "=";
        return Arrays.stream(args)
                .filter(word -> word.startsWith(before))
                .findFirst()
                .orElseThrow()
                .substring(before.length());
    }
}
