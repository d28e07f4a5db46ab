package doorbuster.catalogsync.http;

import doorbuster.catalogsync.authoring.CatalogFile.Format;
import doorbuster.catalogsync.authoring.CatalogLine.BadLine;
import doorbuster.catalogsync.authoring.FileLimits;
import doorbuster.catalogsync.authoring.Spool;
import doorbuster.catalogsync.origin.Authoring;
import doorbuster.catalogsync.origin.Export;
import doorbuster.catalogsync.origin.OriginStatus;
import doorbuster.catalogsync.origin.SlotWatch;
import doorbuster.catalogsync.origin.Verdict;
import doorbuster.catalogsync.telemetry.Edition;
import doorbuster.catalogsync.telemetry.SpanName;
import doorbuster.catalogsync.telemetry.Telemetry;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v1/catalog` of the origin: the authoring API.
public record OriginEndpoints(
        Authoring authoring,
        Export export,
        OriginStatus status,
        SlotWatch slots,
        FileLimits limits,
        Telemetry telemetry)
        implements HttpService {
    private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");

    @Override
    public void routing(HttpRules rules) {
        rules.get("/status", (request, response) -> Answers.json(response, Status.OK_200, status.read()))
                .get("/versions", (request, response) -> Answers.json(response, Status.OK_200, status.versions()))
                .get("/export", this::export)
                .post("/import", this::take)
                .post("/rollback/{version}", this::rollback)
                .delete("/units/{region}", this::forget);
    }

    private void take(ServerRequest request, ServerResponse response) throws IOException {
        String type = request.query()
                .first("format")
                .orElseGet(
                        () -> request.headers().first(HeaderNames.CONTENT_TYPE).orElse(""));
        Optional<Format> format = Format.of(type);
        String mode = request.query().first("mode").orElse("merge");
        if (format.isEmpty()) {
            Answers.problem(
                    response,
                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                    "unsupported-media-type",
                    "a catalog is text/csv or application/x-ndjson");
            return;
        }
        if (!mode.equals("merge") && !mode.equals("replace")) {
            Answers.problem(response, Status.BAD_REQUEST_400, "malformed", "mode is merge or replace");
            return;
        }
        String note = request.query().first("note").orElse("");
        try (InputStream bytes = request.content().inputStream();
                Spool spool = Spool.of(format.get().read(bytes, limits), limits)) {
            Verdict verdict = telemetry.making(
                    SpanName.IMPORT,
                    caller(request),
                    () -> authoring.publish(spool, mode.equals("replace"), note, Answers.operator(request)),
                    this::edition);
            answer(response, verdict);
        }
    }

    private void rollback(ServerRequest request, ServerResponse response) {
        String version = request.path().pathParameters().get("version");
        if (!version.matches("\\d{1,18}")) {
            Answers.problem(response, Status.BAD_REQUEST_400, "malformed", "a version is a number");
            return;
        }
        answer(
                response,
                telemetry.making(
                        SpanName.ROLLBACK,
                        caller(request),
                        () -> authoring.rollback(Long.parseLong(version), Answers.operator(request)),
                        this::edition));
    }

    private static String caller(ServerRequest request) {
        return request.headers().first(TRACEPARENT).orElse("");
    }

    private Optional<Edition> edition(Verdict verdict) {
        return verdict instanceof Verdict.Published published
                ? authoring.mark(published.version()).map(mark -> new Edition(published.version(), mark))
                : Optional.empty();
    }

    private static void answer(ServerResponse response, Verdict verdict) {
        switch (verdict) {
            case Verdict.Published published -> Answers.json(response, Status.CREATED_201, published);
            case Verdict.Unchanged(long version) ->
                Answers.json(response, Status.OK_200, Map.of("version", version, "unchanged", true));
            case Verdict.Refused(List<BadLine> faults, long total) ->
                Answers.problem(
                        response,
                        Answers.UNPROCESSABLE,
                        "bad-lines",
                        total + " bad lines; the catalog stays as it was",
                        Map.of("lines", faults, "total", total));
            case Verdict.Shrinks(long from, long to) ->
                Answers.problem(
                        response,
                        Status.CONFLICT_409,
                        "shrinks",
                        "the file holds " + to + " rows and would replace " + from
                                + " products; announce its size in the first line if that is meant");
            case Verdict.NotKept(long version) ->
                Answers.problem(response, Status.NOT_FOUND_404, "not-found", "version " + version + " is not kept");
        }
    }

    private void export(ServerRequest request, ServerResponse response) throws IOException {
        Optional<Format> format = Format.of(request.query().first("format").orElse("ndjson"));
        String version = request.query().first("version").orElse("0");
        if (format.isEmpty() || !version.matches("\\d{1,18}")) {
            Answers.problem(response, Status.BAD_REQUEST_400, "malformed", "format is csv or ndjson, version a number");
            return;
        }
        String type = format.get() == Format.CSV ? "text/csv; charset=utf-8" : "application/x-ndjson";
        boolean known = export.write(Long.parseLong(version), format.get(), () -> {
            OutputStream body = response.header(HeaderNames.CONTENT_TYPE, type).outputStream();
            return body;
        });
        if (!known) {
            Answers.problem(response, Status.NOT_FOUND_404, "not-found", "version " + version + " is not kept");
        }
    }

    private void forget(ServerRequest request, ServerResponse response) {
        String region = request.path().pathParameters().get("region");
        if (!region.matches("[a-z][a-z0-9-]{0,39}")) {
            Answers.problem(response, Status.BAD_REQUEST_400, "malformed", "that is no region");
            return;
        }
        Answers.json(
                response,
                Status.OK_200,
                Map.of("region", region, "slots", slots.forget(region, Answers.operator(request))));
    }
}
