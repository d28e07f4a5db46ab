package doorbuster.console;

import doorbuster.admission.ListUpload;
import doorbuster.book.Books;
import doorbuster.book.Ruling;
import doorbuster.book.SaleControl;
import doorbuster.book.SaleDraft;
import doorbuster.book.Sum;
import doorbuster.book.UnitSwitch;
import doorbuster.book.Whereabouts;
import doorbuster.door.ModelUnit;
import doorbuster.sale.BuyerId;
import doorbuster.sale.Offer;
import doorbuster.sale.OrderId;
import doorbuster.sale.SaleId;
import doorbuster.settle.DeadLetters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What operators may do, over a model: it writes down what was asked for.
public final class ModelDesk implements SaleControl, UnitSwitch, ListUpload, DeadLetters {
    /// Each act on a sale, such as `pause lamp by op`.
    public final List<String> done = new ArrayList<>();

    /// The list of buyers in force.
    final Set<String> allowed = ConcurrentHashMap.newKeySet();

    private final ModelUnit unit;
    private final Map<SaleId, SaleDraft> drafts = new ConcurrentHashMap<>();
    private volatile boolean draining;

    ModelDesk(ModelUnit unit) {
        this.unit = unit;
    }

    /// A book that balances, of every sale there is.
    Books.Reading book(SaleId sale) {
        return unit.find(sale).isEmpty()
                ? new Books.Reading.NoSuchSale()
                : new Books.Reading.Read(new Sum(sale, 1, 10, 7, 0, 1, 2, 0, 0, true));
    }

    @Override
    public Ruling put(SaleDraft draft, String actor) {
        Offer offer = Drafted.offer(draft, Offer.Switch.ON);
        unit.put(offer, draft.stock());
        drafts.put(draft.id(), draft);
        done.add("put " + draft.id() + " by " + actor);
        return new Ruling.InForce(offer);
    }

    private Ruling note(String what, SaleId sale, String actor) {
        done.add(what + " " + sale + " by " + actor);
        return unit.find(sale).<Ruling>map(Ruling.InForce::new).orElseGet(Ruling.NoSuchSale::new);
    }

    @Override
    public Ruling pause(SaleId sale, String actor) {
        return note("pause", sale, actor);
    }

    @Override
    public Ruling resume(SaleId sale, String actor) {
        return new Ruling.Refused("not-paused", "The sale is not paused.");
    }

    @Override
    public Ruling close(SaleId sale, String actor) {
        SaleDraft draft = drafts.get(sale);
        if (draft != null) {
            unit.put(Drafted.offer(draft, Offer.Switch.CLOSED), draft.stock());
        }
        return note("close", sale, actor);
    }

    @Override
    public Ruling restock(SaleId sale, long quantity, String actor) {
        return note("restock " + quantity, sale, actor);
    }

    @Override
    public boolean isDraining() {
        return draining;
    }

    @Override
    public Progress progress() {
        return new Progress(draining, 0, 0, 0, 0, 0, 1);
    }

    @Override
    public void drain(String actor) {
        draining = true;
    }

    @Override
    public void undrain(String actor) {
        draining = false;
    }

    @Override
    public Draft begin(SaleId sale, Kind kind) {
        Set<String> staged = new LinkedHashSet<>();
        return new Draft() {
            @Override
            public void add(BuyerId buyer) {
                staged.add(buyer.value());
            }

            @Override
            public long activate(String actor) {
                allowed.clear();
                allowed.addAll(staged);
                return staged.size();
            }

            @Override
            public void close() {
                staged.clear();
            }
        };
    }

    /// The places of the lamp.
    Whereabouts.Answer where(SaleId sale) {
        return sale.value().equals("lamp")
                ? new Whereabouts.Answer.Places(
                        sale,
                        3,
                        10,
                        List.of(
                                new Whereabouts.Place(Whereabouts.What.AVAILABLE, 0, 6, 0, true),
                                new Whereabouts.Place(Whereabouts.What.DEAD_LETTER, 0, 1, 1, true),
                                new Whereabouts.Place(Whereabouts.What.CONFIRMED, -1, 3, 2, true),
                                new Whereabouts.Place(Whereabouts.What.CANCELLED, -1, 2, 2, false)))
                : new Whereabouts.Answer.NoSuchSale();
    }

    @Override
    public List<Letter> waiting() {
        return List.of(new Letter(
                "1-0", new SaleId("lamp"), Optional.of(new OrderId("a".repeat(40))), 1, "constraint", Instant.EPOCH));
    }

    @Override
    public Decision retry(String id, String actor) {
        return id.equals("1-0") ? new Decision.Done() : new Decision.NoSuchLetter();
    }

    @Override
    public Decision refuse(String id, String actor) {
        return new Decision.Unavailable("test");
    }
}
