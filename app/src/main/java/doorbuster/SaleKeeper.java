package doorbuster;

import doorbuster.reserve.Epochs;
import doorbuster.reserve.Held;
import doorbuster.reserve.Reservations;
import doorbuster.reserve.Sales;
import doorbuster.sale.Acceptance;
import doorbuster.sale.Offer;
import doorbuster.sale.Order;
import doorbuster.sale.OrderId;
import doorbuster.sale.OrderState;
import doorbuster.sale.SaleId;
import doorbuster.status.Keeper;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets `status` hold what it calls ACCEPTED, in the same memory as `reserve`.
public final class SaleKeeper implements Keeper {
    private final Sales sales;
    private final Epochs epochs;
    private final Held held;
    private final Consumer<SaleId> asked;

    /// Wires the memory of a node.
    ///
    /// @param asked told of a sale whose lanes are asked for an order that Postgres does not have
    public SaleKeeper(Sales sales, Epochs epochs, Held held, Consumer<SaleId> asked) {
        this.sales = sales;
        this.epochs = epochs;
        this.held = held;
        this.asked = asked;
    }

    @Override
    public Optional<Known> sale(int no) {
        Optional<Offer> found = sales.find(no);
        found.map(Offer::id).ifPresent(asked);
        return found.map(offer -> new Known(offer, epochs.of(offer.id())));
    }

    @Override
    public Optional<Order> keep(Offer offer, OrderId order, String reservation, long epoch) {
        Acceptance acceptance = Reservations.read(offer.id(), order, reservation, epoch);
        if (!held.keep(acceptance)) {
            return Optional.empty();
        }
        return Optional.of(new Order(
                order,
                offer.id(),
                acceptance.attempt().buyer(),
                acceptance.attempt().quantity(),
                OrderState.ACCEPTED,
                Optional.empty(),
                acceptance.priceMinor(),
                offer.currency(),
                Optional.empty(),
                List.of(new Order.Step(OrderState.ACCEPTED, acceptance.at()))));
    }
}
