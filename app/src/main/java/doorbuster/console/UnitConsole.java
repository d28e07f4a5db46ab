package doorbuster.console;

import doorbuster.admission.Caller;
import doorbuster.book.AuditTrail;
import doorbuster.book.UnitSwitch;
import doorbuster.door.Answer;
import doorbuster.door.Code;
import doorbuster.door.Json;
import doorbuster.door.Problems;
import doorbuster.door.Tally;
import doorbuster.sale.OrderId;
import doorbuster.settle.DeadLetters;
import doorbuster.telemetry.Exposition;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The operator's hand on the unit: drain, dead letters, audit, vitals, probes and metrics.
final class UnitConsole {
    private static final int AUDIT_ENTRIES = 200;
    private final Parts parts;
    private final Problems problems;

    /// Everything the endpoints ask.
    record Parts(
            String region,
            String node,
            UnitSwitch unit,
            DeadLetters letters,
            AuditTrail audit,
            Vitals vitals,
            Health health,
            Tally tally,
            Function<String, Exposition.Page> metrics,
            InstantSource clock) {}

    private record LetterView(String id, String saleId, String orderId, int quantity, String reason, Instant since) {}

    private record Status(String status, List<Health.Check> checks) {}

    UnitConsole(Parts parts, Problems problems) {
        this.parts = parts;
        this.problems = problems;
    }

    Answer drain(ServerRequest request, Caller caller) {
        parts.unit().drain(SaleConsole.actor(caller));
        return drained(request, caller);
    }

    Answer undrain(ServerRequest request, Caller caller) {
        parts.unit().undrain(SaleConsole.actor(caller));
        return drained(request, caller);
    }

    Answer drained(ServerRequest request, Caller caller) {
        UnitSwitch.Progress now = parts.unit().progress();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("draining", now.draining());
        view.put("drained", now.isDrained());
        view.put("nodesBehind", now.nodesBehind());
        view.put("underWay", now.underWay());
        view.put("queued", now.queued());
        view.put("deadLetters", now.deadLetters());
        view.put("silentLanes", now.silentLanes());
        view.put("unpaid", now.unpaid());
        return Answer.json(200, Json.bytes(view)).with("Cache-Control", "no-store");
    }

    Answer letters(ServerRequest request, Caller caller) {
        List<LetterView> views = parts.letters().waiting().stream()
                .map(letter -> new LetterView(
                        letter.id(),
                        letter.sale().value(),
                        letter.order().map(OrderId::value).orElse(""),
                        letter.quantity(),
                        letter.reason(),
                        letter.since()))
                .toList();
        return Answer.json(200, Json.bytes(Map.of("deadLetters", views)));
    }

    Answer retry(ServerRequest request, Caller caller) {
        return of(parts.letters().retry(letter(request), SaleConsole.actor(caller)));
    }

    Answer refuse(ServerRequest request, Caller caller) {
        return of(parts.letters().refuse(letter(request), SaleConsole.actor(caller)));
    }

    private static String letter(ServerRequest request) {
        return request.path().pathParameters().get("letterId");
    }

    private Answer of(DeadLetters.Decision decision) {
        return switch (decision) {
            case DeadLetters.Decision.Done() -> Answer.json(200, Json.bytes(Map.of("done", true)));
            case DeadLetters.Decision.NoSuchLetter() -> problems.of(Code.NOT_FOUND, "No such dead letter is waiting.");
            case DeadLetters.Decision.Unavailable(String why) -> problems.later(Code.UNAVAILABLE, why, 1);
        };
    }

    Answer audit(ServerRequest request, Caller caller) {
        return Answer.json(200, Json.bytes(Map.of("audit", parts.audit().newest(AUDIT_ENTRIES))));
    }

    Answer vitals(ServerRequest request, Caller caller) {
        Vitals.Reading now = parts.vitals().now();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("region", parts.region());
        view.put("node", parts.node());
        view.put("serverTime", parts.clock().instant());
        view.put("draining", parts.unit().isDraining());
        view.put("answers", parts.tally().counts());
        view.put("stores", now.stores());
        view.put("settleLagMillis", now.settleLagMillis());
        view.put("held", now.held());
        view.put("deadLetters", now.deadLetters());
        view.put("lanes", now.lanes());
        return Answer.json(200, Json.bytes(view)).with("Cache-Control", "no-store");
    }

    /// The process answers, and that is all it says.
    Answer live(ServerRequest request) {
        return Answer.json(200, Json.bytes(new Status("UP", List.of())));
    }

    Answer ready(ServerRequest request) {
        return of(parts.health().ready().get());
    }

    Answer unit(ServerRequest request) {
        return of(parts.health().unit().get());
    }

    private Answer of(Health.Report report) {
        boolean good = parts.health().isGood(report);
        return Answer.json(good ? 200 : 503, Json.bytes(new Status(good ? "UP" : "DOWN", report.checks())))
                .with("Cache-Control", "no-store");
    }

    Answer metrics(ServerRequest request) {
        Exposition.Page page = parts.metrics()
                .apply(request.headers().first(HeaderNames.ACCEPT).orElse(""));
        return Answer.of(
                200,
                HeaderValues.create(HeaderNames.CONTENT_TYPE, page.contentType()),
                page.text().getBytes(StandardCharsets.UTF_8));
    }
}
