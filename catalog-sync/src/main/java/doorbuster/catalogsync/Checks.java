package doorbuster.catalogsync;

import doorbuster.catalogsync.store.Database;
import doorbuster.catalogsync.store.Session;
import doorbuster.catalogsync.store.StoreBroken;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import java.util.function.BooleanSupplier;

/// Health checks. The origin being away never makes a unit unhealthy: it lives on what it has.
final class Checks {
    private static final int ANSWER_SECONDS = 2;

    private Checks() {}

    static HealthCheck live() {
        return new Check(
                "process",
                HealthCheckType.LIVENESS,
                () -> HealthCheckResponse.builder()
                        .status(HealthCheckResponse.Status.UP)
                        .build());
    }

    static HealthCheck postgres(Database database) {
        return ready("postgres", () -> answers(database), "PostgreSQL does not answer");
    }

    static HealthCheck ready(String name, BooleanSupplier holds, String otherwise) {
        return new Check(name, HealthCheckType.READINESS, () -> {
            boolean up = holds.getAsBoolean();
            HealthCheckResponse.Builder response = HealthCheckResponse.builder()
                    .status(up ? HealthCheckResponse.Status.UP : HealthCheckResponse.Status.DOWN);
            return up ? response.build() : response.detail("reason", otherwise).build();
        });
    }

    /// Shown, but never a reason to take the process out.
    static HealthCheck warning(String name, BooleanSupplier holds, String otherwise) {
        return new Check(name, HealthCheckType.READINESS, () -> {
            HealthCheckResponse.Builder response = HealthCheckResponse.builder().status(HealthCheckResponse.Status.UP);
            return holds.getAsBoolean()
                    ? response.build()
                    : response.detail("warning", otherwise).build();
        });
    }

    private static boolean answers(Database database) {
        try (Session session = database.open()) {
            return session.alive(ANSWER_SECONDS);
        } catch (StoreBroken e) {
            return false;
        }
    }

    private record Check(String name, HealthCheckType type, java.util.function.Supplier<HealthCheckResponse> look)
            implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            return look.get();
        }
    }
}
