package doorbuster.loadtest.rush;

import doorbuster.loadtest.reckon.Ledger;
import doorbuster.loadtest.reckon.Told;
import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.wire.Heard;
import doorbuster.loadtest.wire.Play;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Asks once for the state of every order that somebody was told of, as its owner, at any target.
final class Asking implements Play {
    private record Question(String order, Shopper owner) {}

    private final List<Question> questions;
    private final Ledger ledger;
    private int next;

    Asking(List<Shopper> shoppers, Ledger ledger) {
        this.ledger = ledger;
        Map<Wish, Shopper> owners = new HashMap<>();
        shoppers.forEach(shopper -> owners.put(shopper.wish(), shopper));
        questions = ledger.orders().entrySet().stream()
                .filter(entry -> owners.containsKey(entry.getValue()))
                .map(entry -> new Question(entry.getKey(), Objects.requireNonNull(owners.get(entry.getValue()))))
                .toList();
    }

    @Override
    public int write(int target, ByteBuffer into) {
        if (next == questions.size()) {
            return NOTHING;
        }
        Question question = questions.get(next);
        Requests.look(into, question.owner().buyer(), question.order());
        return next++;
    }

    @Override
    public void heard(int request, Heard answer, long nanos) {
        note(
                request,
                Told.of(answer.status(), answer.member("orderId"), answer.member("state"), answer.member("code")));
    }

    @Override
    public void lost(int request) {
        note(request, new Told.Silence());
    }

    private void note(int request, Told told) {
        ledger.note(questions.get(request).owner().wish(), told);
    }
}
