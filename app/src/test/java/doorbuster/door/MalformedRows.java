package doorbuster.door;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.util.List;

/// Requests that are refused for their form.
final class MalformedRows {
    private MalformedRows() {}

    private static RefusalRow body(String name, String body) {
        return new RefusalRow(name, s -> s.order("open", "ann", "k", body), 400, "malformed");
    }

    static List<RefusalRow> bodies() {
        return List.of(
                body("no body", ""),
                body("the JSON null", "null"),
                body("broken JSON", "{\"quantity\":"),
                body("an array", "[1]"),
                body("a number", "1"),
                body("no quantity", "{}"),
                body("quantity as a string", "{\"quantity\":\"1\"}"),
                body("quantity as a fraction", "{\"quantity\":1.0}"),
                body("quantity as true", "{\"quantity\":true}"),
                body("quantity null", "{\"quantity\":null}"),
                body("quantity in an array", "{\"quantity\":[1]}"),
                body("quantity 0", "{\"quantity\":0}"),
                body("quantity -1", "{\"quantity\":-1}"),
                body("quantity 1000", "{\"quantity\":1000}"),
                body("quantity beyond 32 bits", "{\"quantity\":4294967297}"),
                body("quantity beyond 64 bits", "{\"quantity\":99999999999999999999999999}"),
                body("quantity of 200 digits", "{\"quantity\":" + "9".repeat(200) + "}"),
                body("quantity 1e0", "{\"quantity\":1e0}"),
                body("an unknown member", "{\"quantity\":1,\"price\":1}"),
                body("a double member", "{\"quantity\":1,\"quantity\":2}"),
                body("challenge as a number", "{\"quantity\":1,\"challenge\":5}"),
                body("challenge as an object", "{\"quantity\":1,\"challenge\":{}}"),
                body("something after the end", "{\"quantity\":1} {}"),
                body("not a number", "{\"quantity\":NaN}"),
                body("17 levels", "{\"quantity\":" + "[".repeat(17) + "]".repeat(17) + "}"),
                body("1000 levels", "[".repeat(1000)),
                body("a comment", "{\"quantity\":1/*x*/}"),
                body("single quotes", "{'quantity':1}"),
                new RefusalRow("over 4 KiB", s -> s.order("open", "ann", "k", " ".repeat(4097)), 413, "too-large"),
                new RefusalRow(
                        "over 4 KiB in chunks",
                        s -> s.order("open", "ann", "k", "")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[100_000]))),
                        413,
                        "too-large"));
    }

    static List<RefusalRow> forms() {
        return List.of(
                new RefusalRow(
                        "no Idempotency-Key",
                        s -> json(s.to("/v1/sales/open/orders"), "{\"quantity\":1}"),
                        400,
                        "malformed"),
                new RefusalRow(
                        "an overlong key",
                        s -> s.order("open", "ann", "k".repeat(65), "{\"quantity\":1}"),
                        400,
                        "malformed"),
                new RefusalRow(
                        "a key with a space", s -> s.order("open", "ann", "a b", "{\"quantity\":1}"), 400, "malformed"),
                new RefusalRow(
                        "two keys",
                        s -> s.order("open", "ann", "a", "{\"quantity\":1}").header("Idempotency-Key", "b"),
                        400,
                        "malformed"),
                new RefusalRow(
                        "plain text",
                        s -> s.order("open", "ann", "k", "{\"quantity\":1}").setHeader("Content-Type", "text/plain"),
                        415,
                        "unsupported-media-type"),
                new RefusalRow(
                        "another charset",
                        s -> s.order("open", "ann", "k", "{\"quantity\":1}")
                                .setHeader("Content-Type", "application/json; charset=utf-16"),
                        415,
                        "unsupported-media-type"));
    }

    static List<RefusalRow> places() {
        return List.of(
                new RefusalRow(
                        "GET on orders of a sale", s -> s.to("/v1/sales/open/orders"), 405, "method-not-allowed"),
                new RefusalRow(
                        "PATCH on a sale",
                        s -> s.to("/v1/sales/open").method("PATCH", HttpRequest.BodyPublishers.ofString("{}")),
                        405,
                        "method-not-allowed"),
                new RefusalRow(
                        "an unknown sale", s -> s.order("nothing", "ann", "k", "{\"quantity\":1}"), 404, "not-found"),
                new RefusalRow(
                        "no name of a sale", s -> s.order("A..B", "ann", "k", "{\"quantity\":1}"), 404, "not-found"),
                new RefusalRow(
                        "an encoded slash",
                        s -> s.order("open%2f..", "ann", "k", "{\"quantity\":1}"),
                        404,
                        "not-found"),
                new RefusalRow("no such path", s -> s.to("/wp-login.php"), 404, "not-found"),
                new RefusalRow("no such asset", s -> s.to("/shop/..%2fopenapi.yaml"), 404, "not-found"));
    }

    static HttpRequest.Builder json(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
