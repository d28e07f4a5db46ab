package doorbuster.door;

import com.fasterxml.jackson.databind.ObjectReader;
import doorbuster.admission.LocalIdentity;
import doorbuster.sale.BuyerId;
import io.helidon.webserver.http.ServerRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Anybody may be anybody: exists in the local profile only.
final class DevLogin {
    private static final ObjectReader BODY = Json.reader(Sent.class);
    private static final int MAX_LEVEL = 1_000;
    private final LocalIdentity identity;
    private final Body body;
    private final Problems problems;
    private final InstantSource clock;

    /// The buyer as sent.
    record Sent(
            @Nullable String buyer,
            @Nullable Integer level,
            @Nullable String accountCreated,
            @Nullable String homeRegion) {}

    DevLogin(LocalIdentity identity, Body body, Problems problems, InstantSource clock) {
        this.identity = identity;
        this.body = body;
        this.problems = problems;
        this.clock = clock;
    }

    Answer login(ServerRequest request) {
        Reading<Sent> reading = body.read(request, BODY);
        return switch (reading) {
            case Reading.Unfit<Sent>(Answer refusal) -> refusal;
            case Reading.Fit<Sent>(Sent sent) -> token(sent);
        };
    }

    private Answer token(Sent sent) {
        String buyer = sent.buyer();
        int level = sent.level() == null ? 1 : sent.level();
        if (buyer == null || !BuyerId.isValid(buyer) || level < 0 || level > MAX_LEVEL) {
            return problems.of(Code.MALFORMED, "Send a buyer, 1 to 128 characters, and a level of 0 to 1000.");
        }
        try {
            LocalDate created = sent.accountCreated() == null
                    ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusYears(1)
                    : LocalDate.parse(sent.accountCreated());
            String token = identity.token(new BuyerId(buyer), level, created, Optional.ofNullable(sent.homeRegion()));
            return Answer.json(200, Json.bytes(Map.of("token", token))).with("Cache-Control", "no-store");
        } catch (DateTimeParseException e) {
            return problems.of(Code.MALFORMED, "accountCreated is a date such as 2020-01-01.");
        }
    }
}
