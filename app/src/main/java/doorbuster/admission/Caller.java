package doorbuster.admission;

import doorbuster.sale.BuyerId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Who calls, as a verified token says.
///
/// @param level the buyer's standing, 0 when the token has none
/// @param accountCreated when the account was opened; an account of unknown age counts as new
/// @param homeRegion the unit the buyer belongs to, when the token names one
/// @param operator whether the token has the role `operator`
/// @param until when the token ends
public record Caller(
        BuyerId buyer,
        int level,
        Optional<LocalDate> accountCreated,
        Optional<String> homeRegion,
        boolean operator,
        Instant until) {}
