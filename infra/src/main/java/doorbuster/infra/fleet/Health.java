package doorbuster.infra.fleet;

import doorbuster.infra.dns.DnsQuestion;
import doorbuster.infra.edge.EdgeTls;
import doorbuster.infra.local.Resp;
import doorbuster.regions.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Asks a process whether it is well, in its own language. A frozen process accepts connections and answers
/// nothing, so connecting is never enough.
public final class Health {
    private static final int TIMEOUT_MS = 2_000;
    private static final String ZIPKIN_HEALTH = "/health";
    /// PostgreSQL's question whether it speaks TLS: 8 bytes, answered with one letter before any login.
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    private final HttpClient http = EdgeTls.probe();

    /// Whether the process is alive and answers.
    public boolean isWell(FleetState.Member process) {
        if (process.running().handle().isEmpty()) {
            return false;
        }
        return switch (Role.of(process.role())) {
            case POSTGRES -> answersPostgres(process.address());
            case REDIS -> answersRedis(process.address());
            case ZIPKIN -> answersHttp("http://" + process.address() + ZIPKIN_HEALTH, 299);
            case EDGE -> answersHttp(process.admin() + "/", 599);
            case DNS -> answersDns(process.address(), process.admin());
            case APP, CATALOG_SYNC -> isReady(process.admin());
        };
    }

    /// Whether `/observe/health/ready` on an admin socket is 200.
    public boolean isReady(String adminUrl) {
        return answersHttp(adminUrl + "/observe/health/ready", 299);
    }

    /// Whether Zipkin's server takes spans.
    boolean takesSpans(Endpoint zipkin) {
        return answersHttp("http://" + zipkin + ZIPKIN_HEALTH, 299);
    }

    /// Whether a connection can be made.
    static boolean listens(Endpoint endpoint) {
        try (Socket socket = connect(endpoint.toString())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the address answers with a status up to `highest`.
    private boolean answersHttp(String url, int highest) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMillis(TIMEOUT_MS))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() <= highest;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Any answer will do; whether there is an address for the name is another question.
    private static boolean answersDns(String address, String name) {
        try {
            new DnsQuestion(name, Optional.empty()).ask(new Endpoint(host(address), port(address)));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answersPostgres(String address) {
        try (Socket socket = connect(address)) {
            socket.getOutputStream().write(SSL_REQUEST);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Any reply will do: without the password it is an error, and it comes from the same loop that serves
    /// commands.
    private static boolean answersRedis(String address) {
        try (Resp redis = new Resp(host(address), port(address), "")) {
            redis.ask("PING");
            return true;
        } catch (IOException e) {
            return e.getMessage() != null && e.getMessage().startsWith("NOAUTH");
        }
    }

    private static Socket connect(String address) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(host(address), port(address)), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
    }

    private static String host(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
