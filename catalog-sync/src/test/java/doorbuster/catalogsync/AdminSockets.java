package doorbuster.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import doorbuster.infra.identity.LocalIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// An origin with twenty products and one unit that has them, and an operator's desk at the admin socket of each.
record AdminSockets(LocalIdentity identity, Place origin, Place unit, Desk author, Desk operator)
        implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final String NDJSON = "application/x-ndjson";

    static AdminSockets start(Path folder) throws Exception {
        return start(folder, new KeptSpans());
    }

    /// @param spans gets those of both processes
    static AdminSockets start(Path folder, KeptSpans spans) throws Exception {
        LocalIdentity identity = LocalIdentity.in(folder);
        String jwks = LocalIdentity.jwksFile(folder).toUri().toString();
        Place origin = Place.origin().trusting(jwks).telling(spans).start();
        Place unit = Place.unit("eu-west", origin).trusting(jwks).telling(spans).start();
        String bearer = "Bearer " + identity.operatorToken(Instant.now());
        AdminSockets sockets = new AdminSockets(
                identity,
                origin,
                unit,
                new Desk(origin.part().port(), bearer),
                new Desk(unit.part().port(), bearer));
        assertThat(sockets.author
                        .send("POST", "/v1/catalog/import", NDJSON, Author.catalog(20, 100))
                        .status())
                .isEqualTo(201);
        sockets.arrived();
        return sockets;
    }

    /// Waits until the unit has what the origin has.
    void arrived() {
        await().atMost(SOON)
                .until(() -> !unit.content().isEmpty() && unit.content().equals(origin.content()));
    }

    @Override
    public void close() {
        unit.close();
        origin.close();
    }
}
