package doorbuster.rig;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/// A real Helidon server on an ephemeral port of loopback, and a client that asks it.
public final class LocalServer implements AutoCloseable {
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /// @param routes opens what is to be served
    public LocalServer(Consumer<WebServerConfig.Builder> routes) {
        WebServerConfig.Builder builder =
                WebServer.builder().host("127.0.0.1").port(0).shutdownHook(false);
        routes.accept(builder);
        // a keep-alive connection of a client that is still there would hold the stop up
        builder.shutdownGracePeriod(Duration.ofMillis(100));
        server = builder.build().start();
    }

    /// The port it was bound to.
    public int port() {
        return server.port();
    }

    /// A request to it.
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    /// Its answer.
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
        client.close();
    }
}
