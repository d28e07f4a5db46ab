package doorbuster.loadtest.rush;

import doorbuster.loadtest.reckon.Ledger;
import doorbuster.loadtest.reckon.Told;
import doorbuster.loadtest.wire.Heard;
import doorbuster.loadtest.wire.Play;
import java.nio.ByteBuffer;
import java.util.List;

/// Sends every attempt once to each target; the targets start at different places of the list, so that the copies of an
/// attempt meet in both orders, and some of them at the same time.
final class Buying implements Play {
    private final String sale;
    private final List<Shopper> shoppers;
    private final Ledger ledger;
    private final int[] sent;

    Buying(String sale, List<Shopper> shoppers, int targets, Ledger ledger) {
        this.sale = sale;
        this.shoppers = shoppers;
        this.ledger = ledger;
        sent = new int[targets];
    }

    @Override
    public int write(int target, ByteBuffer into) {
        int size = shoppers.size();
        if (sent[target] == size) {
            return NOTHING;
        }
        // a few hundred places apart: the copies of an attempt come within the same second
        int index = (sent[target]++ + target * Math.min(200, size / 2)) % size;
        Shopper shopper = shoppers.get(index);
        Requests.order(into, sale, shopper.buyer(), shopper.wish());
        return index;
    }

    @Override
    public void heard(int request, Heard answer, long nanos) {
        ledger.note(
                shoppers.get(request).wish(),
                Told.of(answer.status(), answer.member("orderId"), answer.member("state"), answer.member("code")),
                System.nanoTime() - nanos);
    }

    @Override
    public void lost(int request) {
        ledger.note(shoppers.get(request).wish(), new Told.Silence());
    }
}
