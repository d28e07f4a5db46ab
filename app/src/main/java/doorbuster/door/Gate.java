package doorbuster.door;

import doorbuster.admission.Addresses;
import doorbuster.admission.Caller;
import doorbuster.admission.Login;
import doorbuster.admission.SignIn;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.util.List;

/// Lets callers in by their bearer token, and keeps count of those who have none.
public final class Gate {
    private static final String SCHEME = "Bearer ";
    private static final HeaderName FORWARDED = HeaderNames.X_FORWARDED_FOR;
    private final Login login;
    private final Addresses addresses;
    private final Problems problems;
    private final Answer noToken;
    private final Answer badToken;

    /// What the gate says.
    public sealed interface Entry {
        /// A caller with a good token.
        record In(Caller caller) implements Entry {}

        /// Nobody; this is the answer.
        record Out(Answer refusal) implements Entry {}
    }

    /// A gate with this login.
    public Gate(Login login, Addresses addresses, Problems problems) {
        this.login = login;
        this.addresses = addresses;
        this.problems = problems;
        this.noToken = problems.of(Code.LOGIN_REQUIRED, "Send a bearer token.")
                .with("WWW-Authenticate", "Bearer realm=\"doorbuster\"");
        this.badToken = problems.of(Code.LOGIN_REQUIRED, "The token is not valid, or not any more. Sign in again.")
                .with("WWW-Authenticate", "Bearer realm=\"doorbuster\", error=\"invalid_token\"");
    }

    /// Judges the request's `Authorization`.
    public Entry admit(ServerRequest request) {
        ServerRequestHeaders headers = request.headers();
        if (!headers.contains(HeaderNames.AUTHORIZATION)) {
            return nobody(request, noToken);
        }
        String authorization = headers.get(HeaderNames.AUTHORIZATION).get();
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return nobody(request, noToken);
        }
        return switch (login.signIn(authorization.substring(SCHEME.length()).strip())) {
            case SignIn.SignedIn(Caller caller) -> new Entry.In(caller);
            case SignIn.Refused(String why) -> nobody(request, badToken);
            case SignIn.Unavailable() ->
                new Entry.Out(problems.later(Code.UNAVAILABLE, "Logins cannot be verified at the moment.", 2));
        };
    }

    /// Judges the request's `Authorization`, and lets in only the role `operator`.
    public Entry admitOperator(ServerRequest request) {
        Entry entry = admit(request);
        return entry instanceof Entry.In(Caller caller) && !caller.operator()
                ? new Entry.Out(problems.of(Code.FORBIDDEN))
                : entry;
    }

    /// The address the request comes from.
    String origin(ServerRequest request) {
        String peer = request.remotePeer().address() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
        ServerRequestHeaders headers = request.headers();
        return addresses.origin(
                peer, headers.contains(FORWARDED) ? headers.get(FORWARDED).allValues() : List.of());
    }

    /// Counts a request without a login.
    Entry nobody(ServerRequest request, Answer otherwise) {
        long wait = addresses.anonymous(origin(request));
        return new Entry.Out(
                wait == 0
                        ? otherwise
                        : problems.later(
                                Code.RATE_LIMITED,
                                "Too many requests without a login from this address.",
                                (wait + 999) / 1000));
    }
}
