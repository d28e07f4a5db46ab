package doorbuster.door;

import doorbuster.admission.Caller;
import doorbuster.admission.Challenges;
import doorbuster.admission.Footprints;
import doorbuster.reserve.Sales;
import doorbuster.sale.BuyerId;
import doorbuster.sale.SaleId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/// Hands out proof-of-work challenges. With a login and `?sale=` a challenge is bound to both and as hard as the
/// buyer looks suspicious; without them it does for any and is as hard as can be.
final class ChallengeEndpoint {
    private static final int UNBOUND_SCORE = 60;
    private final Challenges challenges;
    private final Gate gate;
    private final Sales sales;
    private final Footprints footprints;
    private final Ordering ordering;
    private final Problems problems;

    ChallengeEndpoint(
            Challenges challenges,
            Gate gate,
            Sales sales,
            Footprints footprints,
            Ordering ordering,
            Problems problems) {
        this.challenges = challenges;
        this.gate = gate;
        this.sales = sales;
        this.footprints = footprints;
        this.ordering = ordering;
        this.problems = problems;
    }

    Answer challenge(ServerRequest request) {
        String name = request.query().first("sale").orElse("");
        if (!name.isEmpty()
                && (!SaleId.isValid(name) || sales.find(new SaleId(name)).isEmpty())) {
            return problems.of(Code.NOT_FOUND, "There is no such sale.");
        }
        Optional<SaleId> sale = name.isEmpty() ? Optional.empty() : Optional.of(new SaleId(name));
        if (!request.headers().contains(HeaderNames.AUTHORIZATION)) {
            return made(sale, Optional.empty(), UNBOUND_SCORE);
        }
        return switch (gate.admit(request)) {
            case Gate.Entry.Out(Answer refusal) -> refusal;
            case Gate.Entry.In(Caller caller) -> {
                int score = sale.map(id -> ordering.score(request, caller, footprints.of(id, caller.buyer())))
                        .orElse(UNBOUND_SCORE);
                yield made(sale, Optional.of(caller.buyer()), score);
            }
        };
    }

    private Answer made(Optional<SaleId> sale, Optional<BuyerId> buyer, int score) {
        return Answer.json(200, Json.bytes(challenges.issue(sale, buyer, score)))
                .with("Cache-Control", "no-store");
    }
}
