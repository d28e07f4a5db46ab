package doorbuster.console;

import com.fasterxml.jackson.databind.ObjectReader;
import doorbuster.admission.Caller;
import doorbuster.book.Books;
import doorbuster.book.Ruling;
import doorbuster.book.SaleControl;
import doorbuster.book.SaleDraft;
import doorbuster.book.Sum;
import doorbuster.book.Whereabouts;
import doorbuster.door.Answer;
import doorbuster.door.Body;
import doorbuster.door.Code;
import doorbuster.door.Json;
import doorbuster.door.Problems;
import doorbuster.door.Reading;
import doorbuster.reserve.Glance;
import doorbuster.reserve.Inventory;
import doorbuster.reserve.Sales;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The operator's hand on the sales, and their books.
final class SaleConsole {
    private static final ObjectReader RESTOCK = Json.reader(Restock.class);
    private static final long MOST_UNITS = 10_000_000;
    private final Sales sales;
    private final Inventory inventory;
    private final SaleControl control;
    private final Books books;
    private final Whereabouts whereabouts;
    private final Body body;
    private final DraftReader drafts;
    private final Problems problems;

    /// The body of a restock.
    record Restock(@Nullable Long quantity) {}

    /// A sale's book as the contract names its members.
    record BookView(
            String saleId,
            long epoch,
            long allotted,
            long available,
            long inTransfer,
            long accepted,
            long confirmed,
            long paid,
            long released,
            boolean balanced) {}

    SaleConsole(
            Sales sales,
            Inventory inventory,
            SaleControl control,
            Books books,
            Whereabouts whereabouts,
            Body body,
            Problems problems) {
        this.sales = sales;
        this.inventory = inventory;
        this.control = control;
        this.books = books;
        this.whereabouts = whereabouts;
        this.body = body;
        this.drafts = new DraftReader(body, problems);
        this.problems = problems;
    }

    /// A sale by which the unit was proven to sell is left out when it is over; by its name it is still found.
    Answer all(ServerRequest request, Caller caller) {
        return Answer.json(
                200,
                Json.bytes(Map.of(
                        "sales",
                        sales.all().stream()
                                .filter(offer -> !offer.id().isSynthetic() || offer.position() != Offer.Switch.CLOSED)
                                .map(this::view)
                                .toList())));
    }

    Answer one(ServerRequest request, Caller caller) {
        return named(request)
                .flatMap(sales::find)
                .map(offer -> Answer.json(200, Json.bytes(view(offer))))
                .orElseGet(this::noSuchSale);
    }

    Answer put(ServerRequest request, Caller caller) {
        Optional<SaleId> id = named(request);
        if (id.isEmpty()) {
            return problems.of(Code.MALFORMED, "A sale's name is 1-63 of a-z 0-9 - without - at its ends.");
        }
        return switch (drafts.read(request, id.get())) {
            case Reading.Unfit<SaleDraft>(Answer refusal) -> refusal;
            case Reading.Fit<SaleDraft>(SaleDraft draft) -> of(control.put(draft, actor(caller)));
        };
    }

    Answer pause(ServerRequest request, Caller caller) {
        return named(request).map(id -> of(control.pause(id, actor(caller)))).orElseGet(this::noSuchSale);
    }

    Answer resume(ServerRequest request, Caller caller) {
        return named(request).map(id -> of(control.resume(id, actor(caller)))).orElseGet(this::noSuchSale);
    }

    Answer close(ServerRequest request, Caller caller) {
        return named(request).map(id -> of(control.close(id, actor(caller)))).orElseGet(this::noSuchSale);
    }

    Answer restock(ServerRequest request, Caller caller) {
        Optional<SaleId> id = named(request);
        if (id.isEmpty()) {
            return noSuchSale();
        }
        Reading<Restock> reading = body.read(request, RESTOCK);
        return switch (reading) {
            case Reading.Unfit<Restock>(Answer refusal) -> refusal;
            case Reading.Fit<Restock>(Restock sent) -> {
                Long quantity = sent.quantity();
                yield quantity == null || quantity < 1 || quantity > MOST_UNITS
                        ? problems.of(Code.MALFORMED, "quantity is a whole number from 1 to " + MOST_UNITS + ".")
                        : of(control.restock(id.get(), quantity, actor(caller)));
            }
        };
    }

    Answer book(ServerRequest request, Caller caller) {
        return named(request)
                .map(id -> switch (books.read(id)) {
                    case Books.Reading.Read(Sum sum) -> Answer.json(200, Json.bytes(view(sum)));
                    case Books.Reading.NoSuchSale() -> noSuchSale();
                    case Books.Reading.Unavailable(String why) -> problems.later(Code.UNAVAILABLE, why, 1);
                })
                .orElseGet(this::noSuchSale);
    }

    /// Every place where units of the sale are.
    Answer units(ServerRequest request, Caller caller) {
        return named(request)
                .map(id -> switch (whereabouts.where(id)) {
                    case Whereabouts.Answer.Places places -> Answer.json(200, Json.bytes(PlacesView.of(places)));
                    case Whereabouts.Answer.NoSuchSale() -> noSuchSale();
                    case Whereabouts.Answer.Unavailable(String why) -> problems.later(Code.UNAVAILABLE, why, 1);
                })
                .orElseGet(this::noSuchSale);
    }

    static Optional<SaleId> named(ServerRequest request) {
        String name = request.path().pathParameters().get("saleId");
        return SaleId.isValid(name) ? Optional.of(new SaleId(name)) : Optional.empty();
    }

    static String actor(Caller caller) {
        return caller.buyer().value();
    }

    private Answer of(Ruling ruling) {
        return switch (ruling) {
            case Ruling.InForce(Offer offer) -> Answer.json(200, Json.bytes(view(offer)));
            case Ruling.Recorded(Offer offer, String why) ->
                Answer.json(202, Json.bytes(view(offer))).with("X-Not-Yet-In-Force", "true");
            case Ruling.NoSuchSale() -> noSuchSale();
            case Ruling.Refused(String code, String detail) -> problems.ofOperators(409, code, detail);
            case Ruling.Unavailable(String why) -> problems.later(Code.UNAVAILABLE, why, 1);
        };
    }

    private Answer noSuchSale() {
        return problems.of(Code.NOT_FOUND, "There is no such sale.");
    }

    private OperatorSaleView view(Offer offer) {
        Glance glance = inventory.glance(offer);
        return OperatorSaleView.of(offer, glance);
    }

    private static BookView view(Sum sum) {
        return new BookView(
                sum.sale().value(),
                sum.epoch(),
                sum.allotted(),
                sum.available(),
                sum.inTransfer(),
                sum.accepted(),
                sum.confirmed(),
                sum.paid(),
                sum.released(),
                sum.balanced());
    }
}
