package doorbuster.catalogsync.http;

import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.unit.Keeper;
import doorbuster.catalogsync.unit.UnitStatus;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/// `/v1/catalog` of a unit: what it has, and the few things an operator may ask of it.
public record UnitEndpoints(Database database, Keeper keeper, UnitStatus status) implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.get("/status", this::read)
                .get("/drift", this::drift)
                .post("/audit", this::audit)
                .post("/reseed", this::reseed)
                .post("/join", this::join)
                .post("/decommission", this::decommission);
    }

    private void read(ServerRequest request, ServerResponse response) {
        try (Session session = database.open()) {
            Answers.json(response, Status.OK_200, status.read(session, keeper.sight()));
        }
    }

    private void drift(ServerRequest request, ServerResponse response) {
        try (Session session = database.open()) {
            Answers.json(response, Status.OK_200, status.drift(session));
        }
    }

    private void audit(ServerRequest request, ServerResponse response) {
        try (Session session = database.open()) {
            Answers.json(response, Status.OK_200, UnitStatus.audit(keeper.auditNow(session)));
        }
    }

    private void reseed(ServerRequest request, ServerResponse response) {
        try (Session session = database.open()) {
            note(session, request, "reseed");
            session.run("unit/demand-seed", Map.of("reason", "asked for by hand"));
            Answers.json(response, Status.ACCEPTED_202, Map.of("demanded", true));
        }
    }

    private void join(ServerRequest request, ServerResponse response) {
        try (Session session = database.open()) {
            note(session, request, "join");
            session.run("unit/want", Map.of("wanted", true));
            Answers.json(response, Status.ACCEPTED_202, Map.of("wanted", true));
        }
    }

    private void decommission(ServerRequest request, ServerResponse response) {
        try (Session session = database.open()) {
            note(session, request, "decommission");
            boolean told = keeper.decommission(session);
            Answers.json(response, Status.OK_200, Map.of("wanted", false, "originTold", told));
        }
    }

    private static void note(Session session, ServerRequest request, String what) {
        session.run("store/write-act", Map.of("actor", Answers.operator(request), "what", what, "detail", "by hand"));
    }
}
