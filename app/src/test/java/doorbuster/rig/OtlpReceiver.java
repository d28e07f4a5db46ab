package doorbuster.rig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// A collector: takes OTLP over HTTP in protobuf, and keeps the spans with the resource they came from.
public final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final int status;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    /// One span.
    ///
    /// @param kind 1 internal, 2 server, 3 client, 5 consumer
    /// @param links the ids of the spans it is linked to
    public record Received(
            String trace,
            String id,
            String parent,
            String name,
            long kind,
            Map<String, String> attributes,
            List<String> links,
            Map<String, String> resource) {}

    /// Starts on a free port; answers everything with this status.
    public OtlpReceiver(int status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /// What `OTEL_EXPORTER_OTLP_ENDPOINT` is to be.
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// All spans so far.
    public List<Received> spans() {
        return List.copyOf(spans);
    }

    /// The spans of one trace.
    public List<Received> trace(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    /// The names of the spans below one, sorted.
    public List<String> below(Received parent) {
        return trace(parent.trace()).stream()
                .filter(span -> span.parent().equals(parent.id()))
                .map(Received::name)
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        if (status == 200) {
            new Message(body).each(1, this::resourceSpans);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void resourceSpans(Message message) {
        Map<String, String> resource = new TreeMap<>();
        message.each(1, r -> r.each(1, pair -> put(resource, pair)));
        message.each(2, scope -> scope.each(2, span -> spans.add(span(span, resource))));
    }

    private static Received span(Message span, Map<String, String> resource) {
        Map<String, String> attributes = new TreeMap<>();
        span.each(9, pair -> put(attributes, pair));
        List<String> links = new ArrayList<>();
        span.each(13, link -> links.add(link.hex(2)));
        return new Received(
                span.hex(1), span.hex(2), span.hex(4), span.text(5), span.number(6), attributes, links, resource);
    }

    private static void put(Map<String, String> attributes, Message pair) {
        List<String> value = new ArrayList<>();
        pair.each(2, any -> value.add(any.has(1) ? any.text(1) : Long.toString(any.number(3))));
        attributes.put(pair.text(1), value.getFirst());
    }

    /// Just enough of protobuf.
    private static final class Message {
        private static final int VARINT = 0;
        private static final int LONG = 1;
        private static final int BYTES = 2;
        private final List<Integer> fields = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        Message(byte[] raw) {
            int[] at = {0};
            while (at[0] < raw.length) {
                long tag = varint(raw, at);
                fields.add((int) (tag >> 3));
                switch ((int) tag & 7) {
                    case VARINT -> values.add(varint(raw, at));
                    case LONG -> {
                        values.add(0L);
                        at[0] += 8;
                    }
                    case BYTES -> {
                        int length = (int) varint(raw, at);
                        values.add(Arrays.copyOfRange(raw, at[0], at[0] + length));
                        at[0] += length;
                    }
                    default -> {
                        values.add(0L);
                        at[0] += 4;
                    }
                }
            }
        }

        private static long varint(byte[] raw, int[] at) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = raw[at[0]++];
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        void each(int field, Consumer<Message> taker) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i) == field && values.get(i) instanceof byte[] raw) {
                    taker.accept(new Message(raw));
                }
            }
        }

        boolean has(int field) {
            return fields.contains(field);
        }

        String text(int field) {
            return new String(bytes(field), StandardCharsets.UTF_8);
        }

        String hex(int field) {
            return HexFormat.of().formatHex(bytes(field));
        }

        long number(int field) {
            int at = fields.indexOf(field);
            return at < 0 ? 0 : (Long) values.get(at);
        }

        private byte[] bytes(int field) {
            int at = fields.indexOf(field);
            return at < 0 ? new byte[0] : (byte[]) values.get(at);
        }
    }
}
