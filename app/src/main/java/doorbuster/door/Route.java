package doorbuster.door;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// One route: who may call it, and what answers.
public record Route(Method method, String path, Access access, Handler handler) {
    /// Who may call.
    public enum Access {
        /// Anybody.
        PUBLIC,
        /// Whoever signed in.
        BUYER,
        /// Whoever can sign with the provider's key.
        SIGNED,
        /// Whoever has the role `operator`.
        OPERATOR
    }

    /// Registers the routes in their order. A path that exists answers any other method with 405 and `Allow`
    /// (Helidon would say 404), any other path with 404, both as problems.
    public static void register(HttpRules rules, List<Route> routes, Problems problems) {
        Map<String, TreeSet<String>> methods = new LinkedHashMap<>();
        for (Route route : routes) {
            rules.route(route.method(), route.path(), route.handler());
            methods.computeIfAbsent(route.path(), path -> new TreeSet<>())
                    .add(route.method().text());
        }
        methods.forEach((path, allowed) -> {
            Answer answer = problems.of(Code.METHOD_NOT_ALLOWED).with("Allow", String.join(", ", allowed));
            rules.any(path, (request, response) -> answer.send(response));
        });
        rules.any((request, response) -> problems.of(Code.NOT_FOUND).send(response));
    }
}
