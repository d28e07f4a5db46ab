package doorbuster.loadtest.bench;

import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.wire.Heard;
import doorbuster.loadtest.wire.Play;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The same attempt to order one unit, by buyer after buyer, each with a key of its own, counted by what it was
/// answered. Everything but path and key is made beforehand, so that the generator costs little.
final class Burst implements Play {
    private static final byte[] HEAD_END =
            " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: 14\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY = "Idempotency-Key: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\r\n\r\n{\"quantity\":1}".getBytes(StandardCharsets.US_ASCII);
    private final byte[] head;
    private final byte[] key;
    private final Crowd crowd;
    private final int wanted;
    private final int most;
    private final Map<String, Long> others = new TreeMap<>();
    private int next;
    private long good;

    /// @param word makes the keys differ from those of any other burst
    /// @param wanted the status that every answer should have
    /// @param most requests, however much time is left
    Burst(String path, String word, Crowd crowd, int wanted, int most) {
        head = ("POST " + path).getBytes(StandardCharsets.US_ASCII);
        key = (word + "-").getBytes(StandardCharsets.US_ASCII);
        this.crowd = crowd;
        this.wanted = wanted;
        this.most = most;
    }

    @Override
    public int write(int target, ByteBuffer into) {
        if (next >= most) {
            return NOTHING;
        }
        int number = next++;
        into.put(head).put(HEAD_END);
        crowd.buyer(number).authorize(into);
        into.put(KEY).put(key);
        digits(number, into);
        into.put(TAIL);
        return number;
    }

    @Override
    public void heard(int request, Heard answer, long nanos) {
        if (answer.status() == wanted) {
            good++;
        } else {
            others.merge(answer.status() + " " + answer.member("code"), 1L, Long::sum);
        }
    }

    @Override
    public void lost(int request) {
        others.merge("lost", 1L, Long::sum);
    }

    /// Answers with the wanted status.
    long good() {
        return good;
    }

    /// All other answers, by status and code; empty when the burst went as it should.
    Map<String, Long> others() {
        return others;
    }

    private static void digits(int number, ByteBuffer into) {
        int power = 1;
        while (number / power >= 10) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            into.put((byte) ('0' + number / power % 10));
        }
    }
}
