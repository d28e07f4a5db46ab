package doorbuster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.Yaml;

/// Listens where the configuration says and knows just enough of the sockets for the launcher to be
/// content.
public final class Main {
    private static final Set<String> SALES = ConcurrentHashMap.newKeySet();

    private Main() {}

    /// `--config FILE`; ends at once when the file says `fake: {die: …}`.
    public static void main(String[] args) throws IOException {
        Map<String, Map<String, Object>> config = new Yaml().load(Files.readString(Path.of(args[1])));
        Map<String, Object> none = Map.of();
        Map<String, Object> fake = config.getOrDefault("fake", none);
        if (!fake.isEmpty()) {
            System.err.println("error: " + fake.get("die"));
            System.exit(3);
        }
        serve(config.getOrDefault("admin", none));
        serve(config.getOrDefault("public", none));
    }

    private static void serve(Map<String, Object> socket) throws IOException {
        if (socket.isEmpty()) {
            return;
        }
        int port = Integer.parseInt(String.valueOf(socket.get("port")));
        HttpServer server = HttpServer.create(new InetSocketAddress((String) socket.get("address"), port), 10);
        server.createContext("/", Main::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean known = true;
        if (exchange.getRequestMethod().equals("PUT")) {
            SALES.add(path);
        } else if (path.endsWith("/book")) {
            known = SALES.contains(path.replace("/book", ""));
        }
        byte[] body = "{\"version\":1}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
