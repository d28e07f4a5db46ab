package doorbuster.loadtest.wire;

import java.nio.charset.StandardCharsets;

/// One HTTP/1.1 answer in a connection's buffer, read just as far as buyers need it: the status, the length, and single
/// text members of a flat JSON body.
public final class Heard {
    private static final int SHORTEST_HEAD = 16;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private byte[] buffer = {};
    private int status;
    private int bodyFrom;
    private int bodyTo;

    /// Looks at the first `filled` bytes of a buffer.
    ///
    /// @return the answer's whole length in bytes, or -1 while it is incomplete
    /// @throws IllegalStateException when it is no HTTP/1.1 answer with a length
    int read(byte[] bytes, int filled) {
        if (filled < SHORTEST_HEAD) {
            return -1;
        }
        if (bytes[0] != 'H' || bytes[8] != ' ') {
            throw new IllegalStateException("not an HTTP answer");
        }
        int length = 0;
        int line = 0;
        for (int i = 1; i < filled; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            if (i - line <= 1) {
                return whole(bytes, i + 1, length, filled);
            }
            line = i + 1;
            if (startsWithLength(bytes, line, filled)) {
                length = number(bytes, line + LENGTH.length, filled);
            }
        }
        return -1;
    }

    private int whole(byte[] bytes, int from, int length, int filled) {
        if (from + length > filled) {
            return -1;
        }
        buffer = bytes;
        status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
        bodyFrom = from;
        bodyTo = from + length;
        return bodyTo;
    }

    /// The status code.
    public int status() {
        return status;
    }

    /// The body as text.
    public String body() {
        return new String(buffer, bodyFrom, bodyTo - bodyFrom, StandardCharsets.UTF_8);
    }

    /// A text member of the body's JSON object; empty when it is not there.
    public String member(String name) {
        String body = body();
        String start = '"' + name + "\":\"";
        int at = body.indexOf(start);
        if (at < 0) {
            return "";
        }
        int from = at + start.length();
        int to = body.indexOf('"', from);
        return to < 0 ? "" : body.substring(from, to);
    }

    private static boolean startsWithLength(byte[] bytes, int from, int filled) {
        if (from + LENGTH.length >= filled) {
            return false;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            if ((bytes[from + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from, int filled) {
        int number = 0;
        for (int i = from; i < filled && bytes[i] != '\r'; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                number = number * 10 + bytes[i] - '0';
            }
        }
        return number;
    }
}
