package doorbuster.loadtest.region;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.UnitClient;
import doorbuster.infra.dns.DnsQuestion;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.loadtest.catalog.WholeFleet;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Network;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Buyers of one network, who ask the DNS for an address, keep the answer for as long as it allows, and buy there.
final class Shoppers implements AutoCloseable {
    /// What they come for.
    static final String SALE = "market";

    private static final Duration REST = Duration.ofMillis(100);

    private final WholeFleet fleet;
    private final Endpoint dns;
    private final Network network;
    private final int port;
    private final List<Visit> visits = new ArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    /// One attempt.
    ///
    /// @param status of the answer, 0 without one
    record Visit(Instant at, String address, int status) {}

    Shoppers(WholeFleet fleet, Endpoint dns, String network, int port) {
        this.fleet = fleet;
        this.dns = dns;
        this.network = Network.parse(network).orElseThrow();
        this.port = port;
    }

    /// What the DNS tells them now.
    DnsQuestion.Told told() throws IOException {
        return new DnsQuestion("buy.doorbuster.example", Optional.of(network)).ask(dns);
    }

    /// The address they are told; empty for none.
    String address() throws IOException {
        List<String> addresses = told().addresses();
        return addresses.isEmpty() ? "" : addresses.getFirst();
    }

    /// One of them asks the DNS and buys there.
    JsonNode buy() throws IOException {
        return buyAt(address());
    }

    /// `count` of them come again and again, each with a cache of its own, until [#close()].
    Shoppers comeAndGo(int count) {
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofVirtual().start(this::shop));
        }
        return this;
    }

    List<Visit> visits() {
        synchronized (visits) {
            return List.copyOf(visits);
        }
    }

    /// When the last of them came to that address.
    Instant lastAt(String address) {
        return visits().stream()
                .filter(visit -> visit.address().equals(address))
                .map(Visit::at)
                .reduce((first, second) -> second)
                .orElse(Instant.EPOCH);
    }

    private void shop() {
        String kept = "";
        long until = 0;
        while (!ended) {
            try {
                if (System.nanoTime() >= until) {
                    DnsQuestion.Told told = told();
                    kept = told.addresses().isEmpty() ? "" : told.addresses().getFirst();
                    until = System.nanoTime() + Duration.ofSeconds(told.ttl()).toNanos();
                }
                int status = status(kept);
                synchronized (visits) {
                    visits.add(new Visit(Instant.now(), kept, status));
                }
                Thread.sleep(REST); // a buyer's pace, not a wait for something
            } catch (IOException e) {
                kept = "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int status(String address) {
        try {
            buyAt(address);
            return 202;
        } catch (Refused e) {
            return e.status();
        }
    }

    private JsonNode buyAt(String address) {
        String buyer =
                network.prefix() + "-" + Integer.toHexString(network.hashCode()) + "-" + number.incrementAndGet();
        String token = fleet.identity()
                .buyerToken(
                        new LocalIdentity.Buyer(buyer, 1, LocalDate.of(2020, 1, 1), Optional.empty()), Instant.now());
        return new UnitClient("shop", "http://" + address + ":" + port, token)
                .send("POST", "/v1/sales/" + SALE + "/orders", Map.of("quantity", 1), Map.of("Idempotency-Key", buyer));
    }

    @Override
    public void close() {
        ended = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
