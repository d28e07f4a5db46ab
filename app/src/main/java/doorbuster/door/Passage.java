package doorbuster.door;

import io.helidon.webserver.http.ServerRequest;

/// One attempt on its way through the ladder.
///
/// @param began when the request came, by the monotonic clock, nanoseconds
record Passage(ServerRequest request, OrderForm form, long began) {}
