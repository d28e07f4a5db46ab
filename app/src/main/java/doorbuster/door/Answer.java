package doorbuster.door;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An HTTP answer as a value; constant answers are made once and sent many times.
public final class Answer {
    private static final int ACCEPTED = 202;
    private static final String ORDERS = "/v1/orders/";
    private static final Header JSON = HeaderValues.CONTENT_TYPE_JSON;
    private final Status status;
    private final List<Header> headers;
    private final byte[] body;
    private final @Nullable Code code;

    private Answer(Status status, List<Header> headers, byte[] body, @Nullable Code code) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.code = code;
    }

    /// A refusal; made by [Problems].
    static Answer refusal(Code code, Header contentType, byte[] body) {
        return new Answer(Status.create(code.status()), List.of(contentType), body, code);
    }

    /// An answer of any type.
    public static Answer of(int status, Header contentType, byte[] body) {
        return new Answer(Status.create(status), List.of(contentType), body, null);
    }

    /// An answer in JSON.
    public static Answer json(int status, byte[] body) {
        return of(status, JSON, body);
    }

    /// An answer without a body.
    public static Answer empty(int status) {
        return new Answer(Status.create(status), List.of(), new byte[0], null);
    }

    /// The same answer with one header more.
    public Answer with(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new Answer(status, more, body, code);
    }

    /// The same answer with one header more.
    public Answer with(String name, String value) {
        return with(HeaderValues.create(name, value));
    }

    /// The same answer with another status.
    public Answer as(int another) {
        return new Answer(Status.create(another), headers, body, code);
    }

    /// The status.
    public int status() {
        return status.code();
    }

    /// The refusal's code; null when it is none.
    @Nullable
    Code code() {
        return code;
    }

    /// In one word: `accepted`, `known` for an order that had ended before, or the refusal's code.
    String outcome() {
        return code != null ? code.word() : status() == ACCEPTED ? "accepted" : "known";
    }

    /// Where an attempt was decided.
    String stage() {
        return code == null ? "stock" : code.stage();
    }

    /// The id of the order that the answer points at; empty when it points at none.
    String order() {
        for (Header header : headers) {
            if (header.headerName().equals(HeaderNames.LOCATION) && header.get().startsWith(ORDERS)) {
                return header.get().substring(ORDERS.length());
            }
        }
        return "";
    }

    byte[] body() {
        return body;
    }

    List<Header> headers() {
        return headers;
    }

    /// Sends it.
    public void send(ServerResponse response) {
        response.status(status);
        for (Header header : headers) {
            response.header(header);
        }
        if (body.length == 0) {
            response.send();
        } else {
            response.send(body);
        }
    }
}
