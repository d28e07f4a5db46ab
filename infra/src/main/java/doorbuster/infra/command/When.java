package doorbuster.infra.command;

import doorbuster.infra.local.StartFailed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A moment as a human says it.
final class When {
    private static final Pattern FROM_NOW = Pattern.compile("\\+(\\d{1,6})([smhd])");

    private When() {}

    /// `now`, `+90s`, `+10m`, `+2h`, `+3d`, or an instant like `2026-12-01T18:00:00Z`; whole milliseconds.
    ///
    /// @throws StartFailed when it is none of these
    static Instant parse(String text, Instant now) {
        Matcher fromNow = FROM_NOW.matcher(text);
        if (text.equals("now")) {
            return now.truncatedTo(ChronoUnit.MILLIS);
        }
        if (fromNow.matches()) {
            long count = Long.parseLong(fromNow.group(1));
            return now.plus(unit(fromNow.group(2)).multipliedBy(count)).truncatedTo(ChronoUnit.MILLIS);
        }
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new StartFailed("\"" + text + "\" is no time; say now, +10m, +2h, +3d or 2026-12-01T18:00:00Z", e);
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }
}
