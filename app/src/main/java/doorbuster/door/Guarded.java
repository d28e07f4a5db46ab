package doorbuster.door;

import doorbuster.admission.Caller;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Function;

/// Makes handlers of endpoints: of those for everybody, and of those that only somebody reaches whom a gate admits.
///
/// @param gate who may pass
public record Guarded(Function<ServerRequest, Gate.Entry> gate) {
    /// Answers everybody.
    @FunctionalInterface
    public interface Open {
        /// The whole answer.
        Answer answer(ServerRequest request);
    }

    /// Answers a caller.
    @FunctionalInterface
    public interface ForCallers {
        /// The whole answer.
        Answer answer(ServerRequest request, Caller caller);
    }

    /// Answers a caller bit by bit.
    @FunctionalInterface
    public interface StreamForCallers {
        /// Writes the answer by itself.
        void stream(ServerRequest request, ServerResponse response, Caller caller);
    }

    /// A handler that asks nobody who they are.
    public static Handler open(Open endpoint) {
        return (request, response) -> endpoint.answer(request).send(response);
    }

    /// A handler behind the gate.
    public Handler admitted(ForCallers endpoint) {
        return (request, response) -> {
            Answer answer = switch (gate.apply(request)) {
                case Gate.Entry.Out(Answer refusal) -> refusal;
                case Gate.Entry.In(Caller caller) -> endpoint.answer(request, caller);
            };
            answer.send(response);
        };
    }

    /// A streaming handler behind the gate.
    public Handler streaming(StreamForCallers endpoint) {
        return (request, response) -> {
            switch (gate.apply(request)) {
                case Gate.Entry.Out(Answer refusal) -> refusal.send(response);
                case Gate.Entry.In(Caller caller) -> endpoint.stream(request, response, caller);
            }
        };
    }
}
