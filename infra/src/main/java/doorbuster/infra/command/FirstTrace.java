package doorbuster.infra.command;

import doorbuster.infra.fleet.Progress;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.fleet.Zipkin;
import doorbuster.infra.identity.LocalIdentity;
import doorbuster.infra.trace.TracedPurchase;
import doorbuster.infra.trace.ZipkinTraces;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// One purchase of the sample sale, so that there is a whole trace to look at.
final class FirstTrace {
    /// The first and the last span that a whole trace has: the page's own, and the commit's.
    private static final List<String> ENDS = List.of("buy", "settle");

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Workspace workspace;
    private final Region unit;
    private final Progress progress;
    private final ZipkinTraces zipkin;

    FirstTrace(Workspace workspace, Regions regions, Region unit, Progress progress) {
        this.workspace = workspace;
        this.unit = unit;
        this.progress = progress;
        this.zipkin = new ZipkinTraces("http://" + Zipkin.endpoint(regions));
    }

    /// Buys a unit, gives it back and says where its trace is. A shop that says no ends nothing: the fleet
    /// is up, and whoever buys by hand has a trace.
    void show() {
        String token = workspace
                .identity()
                .buyerToken(
                        new LocalIdentity.Buyer("trace-of-up", 9, LocalDate.EPOCH, Optional.empty()), Instant.now());
        TracedPurchase purchase = new TracedPurchase(unit.publicEndpoint().url(), token, new SecureRandom());
        switch (purchase.make(FirstContent.SALE)) {
            case TracedPurchase.Outcome.Bought bought -> say(bought.traceId());
            case TracedPurchase.Outcome.Refused refused ->
                progress.say("No purchase to show in Zipkin (" + FirstContent.SALE + ": " + refused.why()
                        + "); buy one by hand and look at " + zipkin.page(""));
        }
    }

    private void say(String traceId) {
        try {
            List<String> spans = zipkin.spans(traceId, ENDS, PATIENCE);
            progress.say("One purchase, from the press of the button to the commit, in " + spans.size()
                    + " spans (given back since):");
            progress.say("  " + zipkin.page(traceId));
            progress.say("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
