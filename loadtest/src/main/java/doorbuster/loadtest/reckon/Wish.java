package doorbuster.loadtest.reckon;

/// One attempt of a buyer, however often it is sent.
///
/// @param key the Idempotency-Key, unique for the buyer
public record Wish(String buyer, String key, int quantity) {}
