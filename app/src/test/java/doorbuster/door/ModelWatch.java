package doorbuster.door;

import doorbuster.sale.BuyerId;
import doorbuster.sale.OrderId;
import doorbuster.status.Orders;
import doorbuster.status.Sight;
import java.time.Duration;
import java.util.Optional;

/// A watch over the model's orders.
final class ModelWatch implements Orders.Watch {
    private final ModelUnit unit;
    private final OrderId order;
    private final BuyerId buyer;
    private Optional<Sight> last = Optional.empty();

    ModelWatch(ModelUnit unit, OrderId order, BuyerId buyer) {
        this.unit = unit;
        this.order = order;
        this.buyer = buyer;
    }

    @Override
    public Optional<Sight> next(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (unit) {
            while (true) {
                Optional<Sight> now = Optional.of(unit.find(order, buyer));
                if (!now.equals(last)) {
                    last = now;
                    return now;
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                unit.wait(left);
            }
        }
    }

    @Override
    public void close() {
        last = Optional.empty();
    }
}
