package doorbuster.console;

import doorbuster.admission.Caller;
import doorbuster.attempts.AttemptTrail;
import doorbuster.attempts.AttemptTrail.Answer.Found;
import doorbuster.attempts.AttemptTrail.Answer.NoSuchSale;
import doorbuster.attempts.AttemptTrail.Answer.Unavailable;
import doorbuster.attempts.Noted;
import doorbuster.door.Answer;
import doorbuster.door.Code;
import doorbuster.door.Json;
import doorbuster.door.Problems;
import doorbuster.sale.BuyerId;
import doorbuster.sale.SaleId;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a buyer did not get it: each attempt with its outcome.
final class AttemptLines {
    private final AttemptTrail trail;
    private final Problems problems;

    private record Line(Instant at, String outcome, String stage, long micros, String orderId, String traceId) {
        static Line of(Noted noted) {
            return new Line(noted.at(), noted.outcome(), noted.stage(), noted.micros(), noted.order(), noted.trace());
        }
    }

    AttemptLines(AttemptTrail trail, Problems problems) {
        this.trail = trail;
        this.problems = problems;
    }

    Answer of(ServerRequest request, Caller caller) {
        String buyer = request.path().pathParameters().get("buyer");
        Optional<String> sale = request.query().first("sale").asOptional();
        if (sale.filter(SaleId::isValid).isEmpty() || !BuyerId.isValid(buyer)) {
            return problems.of(Code.MALFORMED, "Name a buyer in the path and a sale as ?sale=.");
        }
        return switch (trail.of(new SaleId(sale.get()), buyer, SaleConsole.actor(caller))) {
            case Found(List<Noted> attempts) ->
                Answer.json(
                                200,
                                Json.bytes(Map.of(
                                        "buyer",
                                        buyer,
                                        "saleId",
                                        sale.get(),
                                        "attempts",
                                        attempts.stream().map(Line::of).toList())))
                        .with("Cache-Control", "no-store");
            case NoSuchSale() -> problems.of(Code.NOT_FOUND, "There is no such sale.");
            case Unavailable(String why) -> problems.later(Code.UNAVAILABLE, why, 1);
        };
    }
}
