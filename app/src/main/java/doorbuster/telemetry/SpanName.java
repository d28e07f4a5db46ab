package doorbuster.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/// Every kind of span of a node with its attributes: the one place where they are written. `docs/telemetry.md` is made
/// of it, and a test holds a whole trace against it.
public enum SpanName {
    REQUEST(
            "{http.request.method} {http.route}",
            SpanKind.SERVER,
            "A request of the public socket, as the conventions for HTTP say",
            "http.request.method http.route url.path url.scheme http.response.status_code error.type "
                    + "doorbuster.sale.id doorbuster.order.id doorbuster.kept enduser.pseudo.id"),
    RESERVE(
            "reserve",
            SpanKind.INTERNAL,
            "One call of reserve.lua for many attempts; child of the first sampled, linked to the others",
            "messaging.batch.message_count"),
    SETTLE(
            "settle",
            SpanKind.CONSUMER,
            "One batch of the stream; child of the first sampled request, linked to the others",
            "messaging.batch.message_count messaging.system messaging.operation.type"),
    REFUSED(
            "refused after acceptance",
            SpanKind.INTERNAL,
            "An order that was accepted and then refused; always kept",
            "doorbuster.sale.id doorbuster.order.id doorbuster.kept"),
    CALL(
            "{db.query.summary}",
            SpanKind.CLIENT,
            "A call to Redis or Postgres inside a sampled span, as the conventions for databases say",
            "db.system.name db.query.summary"),
    TRANSFER("transfer", SpanKind.INTERNAL, "Units are brought to a lane inside a sampled request", ""),
    PAYMENT("payment", SpanKind.INTERNAL, "A payment event is counted inside a sampled request", ""),
    CANCEL("cancel", SpanKind.INTERNAL, "A buyer takes an order back inside a sampled request", ""),
    RELEASE(
            "release",
            SpanKind.INTERNAL,
            "Orders are ended and their units given back; always kept",
            "messaging.batch.message_count doorbuster.kept"),
    REBUILD(
            "rebuild",
            SpanKind.INTERNAL,
            "A sale is recovered under a new epoch; always kept",
            "doorbuster.sale.id doorbuster.kept");

    static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    static final AttributeKey<String> MESSAGING = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> SALE = AttributeKey.stringKey("doorbuster.sale.id");
    static final AttributeKey<String> ORDER = AttributeKey.stringKey("doorbuster.order.id");

    private final String title;
    private final SpanKind kind;
    private final String description;
    private final String attributes;

    SpanName(String title, SpanKind kind, String description, String attributes) {
        this.title = title;
        this.kind = kind;
        this.description = description;
        this.attributes = attributes;
    }

    /// The span's name, parts in braces being those of an attribute.
    public String title() {
        return title;
    }

    /// Its kind, as OpenTelemetry names it.
    public SpanKind kind() {
        return kind;
    }

    /// What it stands for, in one line.
    public String description() {
        return description;
    }

    /// The attributes it may carry.
    public List<String> attributes() {
        return attributes.isEmpty() ? List.of() : List.of(attributes.split(" ", -1));
    }
}
