package doorbuster.infra.command;

import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.Launcher;
import doorbuster.infra.fleet.LocalDns;
import doorbuster.infra.fleet.Workspace;
import doorbuster.regions.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Sends a region no more buyers, or sends it some again.
abstract class RegionDrain implements Callable<Integer> {
    private static final Duration SOON = Duration.ofSeconds(30);
    /// Promise P3: what was accepted reaches a final state within 60 s.
    private static final Duration SETTLED = Duration.ofSeconds(90);

    @Parameters(paramLabel = "NAME", description = "a region of regions/")
    private String name = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    abstract void turn(Workspace workspace, Units units, Region region, Steps steps);

    @Override
    public final Integer call() {
        Units units = Surroundings.units();
        turn(
                Surroundings.workspace(),
                units,
                units.named(name),
                new Steps(spec.commandLine().getOut(), name));
        return 0;
    }

    /// Stops new attempts, takes the region out of the DNS and waits until what was accepted is settled.
    static void drain(Workspace workspace, Units units, Region region, Steps steps) {
        long since = System.nanoTime();
        Draining draining = new Draining(units, region);
        long under = draining.accepted();
        LocalDns.drain(workspace, region.name(), true);
        long asked = System.nanoTime();
        units.admin(region).send("POST", "/v1/unit/drain", Map.of());
        Draining.await(SOON, draining::refuses, region.name() + ": not all nodes drain after 30 s");
        steps.done("new attempts are refused with 503 and the other regions", (System.nanoTime() - asked) / 1e9);
        awaitDns(workspace, region, false, asked, steps);
        Draining.await(
                SETTLED,
                draining::isDrained,
                region.name()
                        + ": accepted orders are not settled after 90 s; ./doorbuster sale book and sale dead-letters"
                        + " list say where they are");
        steps.done(
                "drained: nothing accepted is unsettled" + (under == 0 ? "" : ", " + under + " were when it began"),
                (System.nanoTime() - since) / 1e9);
    }

    /// Waits until the DNS has changed its answers, where one runs.
    static void awaitDns(Workspace workspace, Region region, boolean named, long since, Steps steps) {
        DnsSight dns = new DnsSight(workspace, Launcher.regions(workspace));
        if (dns.runs()) {
            Draining.await(
                    SOON,
                    () -> {
                        try {
                            return dns.names(region) == named;
                        } catch (IOException e) {
                            throw new UncheckedIOException("the DNS does not answer: " + e.getMessage(), e);
                        }
                    },
                    region.name() + ": the DNS has not changed its answers after 30 s");
            steps.done("the DNS names it " + (named ? "again" : "no more"), (System.nanoTime() - since) / 1e9);
        }
    }

    @Command(
            name = "drain",
            description =
                    "Stops new attempts in a region, takes it out of the DNS, and returns when everything that was"
                            + " accepted is settled. Buyers still see, pay and cancel their orders there.")
    static final class Drain extends RegionDrain {
        @Override
        void turn(Workspace workspace, Units units, Region region, Steps steps) {
            drain(workspace, units, region, steps);
            steps.say(region.displayName() + " sells nothing new; ./doorbuster region undrain " + region.name()
                    + " sends it buyers again");
        }
    }

    @Command(name = "undrain", description = "Lets a drained region sell again and puts it back into the DNS.")
    static final class Undrain extends RegionDrain {
        @Override
        void turn(Workspace workspace, Units units, Region region, Steps steps) {
            long since = System.nanoTime();
            units.admin(region).send("POST", "/v1/unit/undrain", Map.of());
            LocalDns.drain(workspace, region.name(), false);
            steps.done("sells again");
            awaitDns(workspace, region, true, since, steps);
            steps.say(region.displayName() + " sells at " + region.publicUrl() + "/");
        }
    }
}
