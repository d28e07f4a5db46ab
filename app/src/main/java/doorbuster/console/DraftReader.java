package doorbuster.console;

import com.fasterxml.jackson.databind.ObjectReader;
import doorbuster.book.SaleDraft;
import doorbuster.door.Answer;
import doorbuster.door.Body;
import doorbuster.door.Code;
import doorbuster.door.Json;
import doorbuster.door.Problems;
import doorbuster.door.Reading;
import doorbuster.sale.Offer;
import doorbuster.sale.SaleId;
import doorbuster.sale.Sku;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Reads a sale as an operator writes it, and checks every bound.
final class DraftReader {
    private static final ObjectReader BODY = Json.reader(Sent.class);
    private static final long MOST_UNITS = 10_000_000;
    private static final long MOST_PRICE = 1_000_000_000_000L;
    private static final int MOST_PER_BUYER = 999;
    private final Body body;
    private final Problems problems;

    /// The sale as it is sent; members that may be left out have a usual value.
    record Sent(
            @Nullable String sku,
            @Nullable Long stock,
            @Nullable String opensAt,
            @Nullable String closesAt,
            @Nullable Integer perBuyerLimit,
            @Nullable Long priceMinor,
            @Nullable String currency,
            @Nullable String payWithin,
            Offer.@Nullable Challenge challenge,
            @Nullable Integer minLevel,
            @Nullable Integer minAccountAgeDays,
            @Nullable Boolean allowListOnly) {}

    DraftReader(Body body, Problems problems) {
        this.body = body;
        this.problems = problems;
    }

    Reading<SaleDraft> read(ServerRequest request, SaleId id) {
        Reading<Sent> reading = body.read(request, BODY);
        return switch (reading) {
            case Reading.Unfit<Sent>(Answer refusal) -> new Reading.Unfit<>(refusal);
            case Reading.Fit<Sent>(Sent sent) -> draft(id, sent);
        };
    }

    private Reading<SaleDraft> draft(SaleId id, Sent sent) {
        try {
            SaleDraft draft = new SaleDraft(
                    id,
                    new Sku(given("sku", sent.sku())),
                    within("stock", sent.stock(), 1, MOST_UNITS),
                    Instant.parse(given("opensAt", sent.opensAt())),
                    Instant.parse(given("closesAt", sent.closesAt())),
                    (int) within("perBuyerLimit", longOf(sent.perBuyerLimit(), 1), 1, MOST_PER_BUYER),
                    within("priceMinor", sent.priceMinor(), 0, MOST_PRICE),
                    currency(given("currency", sent.currency())),
                    payWithin(sent.payWithin()),
                    sent.challenge() == null ? Offer.Challenge.OFF : sent.challenge(),
                    (int) within("minLevel", longOf(sent.minLevel(), 0), 0, 1_000),
                    (int) within("minAccountAgeDays", longOf(sent.minAccountAgeDays(), 0), 0, 36_500),
                    sent.allowListOnly() != null && sent.allowListOnly());
            if (!draft.opensAt().isBefore(draft.closesAt())) {
                return malformed("opensAt must lie before closesAt.");
            }
            return new Reading.Fit<>(draft);
        } catch (DateTimeParseException e) {
            return malformed("opensAt and closesAt are instants such as 2026-11-27T09:00:00Z, payWithin a duration "
                    + "such as PT10M.");
        } catch (IllegalArgumentException e) {
            // thrown by the checks below and by the records, with texts of our own
            return malformed(String.valueOf(e.getMessage()));
        }
    }

    private Reading<SaleDraft> malformed(String detail) {
        return new Reading.Unfit<>(problems.of(Code.MALFORMED, detail));
    }

    private static String given(String name, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing.");
        }
        return value;
    }

    private static long within(String name, @Nullable Long value, long least, long most) {
        if (value == null || value < least || value > most) {
            throw new IllegalArgumentException(name + " is a whole number from " + least + " to " + most + ".");
        }
        return value;
    }

    private static Long longOf(@Nullable Integer value, long otherwise) {
        return value == null ? otherwise : value.longValue();
    }

    private static String currency(String code) {
        if (code.length() != 3 || !code.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException("currency is a code of three capital letters, such as EUR.");
        }
        return code;
    }

    private static Duration payWithin(@Nullable String text) {
        Duration duration = text == null ? Duration.ofMinutes(10) : Duration.parse(text);
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException("payWithin is PT1S to P30D.");
        }
        return duration;
    }
}
