package doorbuster.door;

import doorbuster.catalog.Catalog;
import doorbuster.reserve.Inventory;
import doorbuster.reserve.Sales;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is on sale.
final class SalesEndpoint {
    /// How long a page waits before it asks again, before jitter; the countdown needs no answer.
    private static final long ASK_AGAIN_MS = 3_000;

    private final Sales sales;
    private final Inventory inventory;
    private final Catalog catalog;
    private final DoorSettings settings;
    private final Problems problems;
    private final Optional<Header> traceShare;

    /// @param traceShare the share of purchases for which a page should begin a trace; empty when none is kept
    SalesEndpoint(
            Sales sales,
            Inventory inventory,
            Catalog catalog,
            DoorSettings settings,
            Problems problems,
            Optional<Double> traceShare) {
        this.sales = sales;
        this.inventory = inventory;
        this.catalog = catalog;
        this.settings = settings;
        this.problems = problems;
        this.traceShare = traceShare.map(share -> HeaderValues.createCached("X-Trace-Share", share.toString()));
    }

    Answer all(ServerRequest request) {
        List<SaleView> views = sales.all().stream()
                .filter(offer -> !offer.id().isSynthetic())
                .map(this::view)
                .toList();
        Answer answer = Answer.json(
                200,
                Json.bytes(Map.of(
                        "sales",
                        views,
                        "region",
                        settings.region(),
                        "regionName",
                        settings.displayName(),
                        "askAgainMs",
                        ASK_AGAIN_MS)));
        return fresh(traceShare.map(answer::with).orElse(answer));
    }

    Answer one(ServerRequest request) {
        String name = request.path().pathParameters().get("saleId");
        Optional<Offer> offer = SaleId.isValid(name) ? sales.find(new SaleId(name)) : Optional.empty();
        return offer.map(this::view)
                .map(view -> fresh(Answer.json(200, Json.bytes(view))))
                .orElseGet(() -> problems.of(Code.NOT_FOUND, "There is no such sale."));
    }

    private SaleView view(Offer offer) {
        return SaleView.of(offer, inventory.glance(offer), catalog.now(), settings.region());
    }

    private static Answer fresh(Answer answer) {
        return answer.with("Cache-Control", "no-store");
    }
}
