package doorbuster.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import doorbuster.door.Json;
import doorbuster.sale.BuyerId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a list of buyers row by row, without holding it: one buyer per line (CSV of one column, with or without
/// the heading `buyer`), or one object `{"buyer":"ann"}` per line (NDJSON). Every fault names its line.
final class ListRows {
    private static final ObjectReader ROW = Json.reader(Row.class);
    private static final int MAX_ROW = 1_024;
    private final InputStream in;
    private final boolean json;
    private final Seen seen = new Seen();
    private final byte[] row = new byte[MAX_ROW];
    private int line;

    /// One line of NDJSON.
    record Row(@Nullable String buyer) {}

    /// A row that cannot be taken; the message is for the operator and holds nothing of the row.
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(int line, String what) {
            super("Line " + line + " " + what + ". Nothing was changed.");
        }
    }

    ListRows(InputStream in, boolean json) {
        this.in = new BufferedInputStream(in, 64 << 10);
        this.json = json;
    }

    /// Hands over each buyer once.
    ///
    /// @throws Fault at the first row that is empty, double, overlong or not UTF-8
    /// @throws IOException when the sender went away
    void each(Consumer<BuyerId> taker) throws Fault, IOException {
        int length = next();
        while (length >= 0) {
            line++;
            String text = text(length);
            boolean heading = !json && line == 1 && text.equals("buyer");
            if (!heading) {
                BuyerId buyer = buyer(text);
                if (!seen.add(buyer)) {
                    throw new Fault(line, "has a buyer who stands further up already");
                }
                taker.accept(buyer);
            }
            length = next();
        }
        if (seen.size() == 0) {
            throw new Fault(Math.max(1, line), "ends a list without a buyer");
        }
    }

    private BuyerId buyer(String text) throws Fault {
        String name = json ? member(text) : text;
        if (name.isBlank()) {
            throw new Fault(line, "is empty");
        }
        if (!BuyerId.isValid(name)) {
            throw new Fault(line, "has more than 128 characters, or control characters");
        }
        return new BuyerId(name);
    }

    private String member(String text) throws Fault {
        if (text.isBlank()) {
            throw new Fault(line, "is empty");
        }
        try {
            Row parsed = ROW.readValue(text);
            if (parsed.buyer() == null) {
                throw new Fault(line, "has no member \"buyer\"");
            }
            return parsed.buyer();
        } catch (JsonProcessingException e) {
            throw new Fault(line, "is no object such as {\"buyer\":\"ann\"}");
        }
    }

    private String text(int length) throws Fault {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(row, 0, length));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new Fault(line, "is not UTF-8");
        }
    }

    /// Reads one row into the buffer.
    ///
    /// @return its length without the line's end, or -1 after the last
    private int next() throws IOException, Fault {
        int length = 0;
        int c = in.read();
        if (c < 0) {
            return -1;
        }
        while (c >= 0 && c != '\n') {
            if (length == MAX_ROW) {
                throw new Fault(line + 1, "has more than " + MAX_ROW + " bytes");
            }
            row[length++] = (byte) c;
            c = in.read();
        }
        return length > 0 && row[length - 1] == '\r' ? length - 1 : length;
    }

    /// The buyers seen so far, by a 64-bit hash in an open table: 16 MB for a million instead of a hundred. Two of
    /// a million share a hash once in forty million lists.
    private static final class Seen {
        private long[] slots = new long[1 << 12];
        private int size;

        int size() {
            return size;
        }

        boolean add(BuyerId buyer) {
            if (size * 2 >= slots.length) {
                grow();
            }
            return insert(doorbuster.admission.Fingerprints.hash(buyer));
        }

        private boolean insert(long hash) {
            long key = hash == 0 ? 1 : hash;
            int at = (int) (key >>> 20) & (slots.length - 1);
            while (slots[at] != 0) {
                if (slots[at] == key) {
                    return false;
                }
                at = (at + 1) & (slots.length - 1);
            }
            slots[at] = key;
            size++;
            return true;
        }

        private void grow() {
            long[] old = slots;
            slots = new long[old.length * 2];
            size = 0;
            Arrays.stream(old).filter(key -> key != 0).forEach(this::insert);
        }
    }
}
