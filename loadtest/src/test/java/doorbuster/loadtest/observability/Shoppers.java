package doorbuster.loadtest.observability;

import doorbuster.infra.identity.LocalIdentity;
import doorbuster.regions.Region;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Buyers who come one after the other to every unit, each of whom buys one and asks for the order.
final class Shoppers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long EVERY_MS = 500;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger number = new AtomicInteger();
    private final LocalIdentity identity;
    private final String sale;

    Shoppers(List<Region> regions, LocalIdentity identity, String sale) {
        this.identity = identity;
        this.sale = sale;
        for (Region region : regions) {
            var _ = clock.scheduleWithFixedDelay(() -> buy(region), 0, EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.close();
    }

    private void buy(Region region) {
        String name = "shopper-" + number.incrementAndGet();
        String token = identity.buyerToken(
                new LocalIdentity.Buyer(name, 5, LocalDate.of(2020, 1, 1), Optional.empty()), Instant.now());
        try {
            HttpResponse<String> answer = http.send(
                    request(region, "/v1/sales/" + sale + "/orders", token)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", name)
                            .POST(BodyPublishers.ofString("{\"quantity\":1}"))
                            .build(),
                    BodyHandlers.ofString());
            Optional<String> order = answer.headers().firstValue("Location");
            if (order.isPresent()) {
                http.send(request(region, order.get(), token).build(), BodyHandlers.ofString());
            }
        } catch (IOException e) {
            // a unit that is broken on purpose does not answer; the next buyer comes anyway
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest.Builder request(Region region, String path, String token) {
        return HttpRequest.newBuilder(URI.create(region.publicEndpoint().url()).resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }
}
