package doorbuster.sale;

import java.time.Instant;

/// An attempt that took its stock: what a node holds, and what a stream entry says, until Postgres has it.
///
/// @param epoch the sale's epoch under which the stock was taken
/// @param priceMinor the price of one unit at acceptance, in the currency's minor unit
/// @param at when the script accepted it, by the clock of Redis
public record Acceptance(Attempt attempt, long epoch, long priceMinor, Instant at) {}
