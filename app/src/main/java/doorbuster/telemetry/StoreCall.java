package doorbuster.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;

/// One kind of call to a store, made once for each command of the unit.
///
/// @param summary such as `EVALSHA reserve` or `settle guard`: names the span and labels the duration
/// @param labels of its duration and its span
public record StoreCall(String summary, Attributes labels) {
    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /// A script of Redis.
    public static StoreCall redis(String script) {
        return of("redis", "EVALSHA " + script);
    }

    /// A statement of Postgres.
    ///
    /// @param owner the package whose statement it is
    public static StoreCall postgres(String owner, String statement) {
        return of("postgresql", owner + " " + statement);
    }

    private static StoreCall of(String system, String summary) {
        return new StoreCall(summary, Attributes.of(SYSTEM, system, SUMMARY, summary));
    }

    Attributes failed(String type) {
        return labels.toBuilder().put(ERROR, type).build();
    }
}
