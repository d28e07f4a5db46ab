package doorbuster.infra.proof;

import doorbuster.infra.admin.Refused;
import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// All checks of one unit, one after the other; each goes on whatever the others found.
public final class UnitProof {
    private final Map<String, Check> checks = new LinkedHashMap<>();

    /// One check: what it saw, or why the unit is not as it should be.
    interface Check {
        String look() throws Wrong, IOException, SQLException;
    }

    /// A check that this machine cannot make.
    static final class NotHere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotHere(String why) {
            super(why);
        }
    }

    /// The proof of a unit of the fleet that runs on this machine.
    ///
    /// @throws StartFailed when the unit does not run
    public UnitProof(Workspace workspace, Units units, Region region) {
        FleetState state = FleetState.read(workspace.stateFile())
                .filter(known -> known.launcher().handle().isPresent())
                .orElseThrow(() -> new StartFailed("no fleet runs on this machine; ./doorbuster up starts it"));
        FleetState.Unit unit = state.units().stream()
                .filter(one -> one.name().equals(region.name()))
                .findFirst()
                .orElseThrow(
                        () -> new StartFailed(region.name() + " does not run; ./doorbuster status says what does"));
        Stores stores = new Stores(region, workspace.secrets(region.name()));
        Sockets sockets = new Sockets(units, region);
        checks.put("stores", stores::reachable);
        checks.put("cluster", stores::slots);
        checks.put("durability", stores::durability);
        checks.put("roles", stores::roles);
        checks.put("catalog", sockets::catalog);
        checks.put("clocks", () -> stores.clocks(sockets.times()));
        checks.put("isolation", new Isolation(state, unit, region, units)::look);
        checks.put("purchase", () -> new SyntheticPurchase(workspace.identity(), units, region).make());
        checks.put("health", sockets::health);
        checks.put("telemetry", sockets::telemetry);
    }

    /// Makes all checks.
    ///
    /// @param each told each finding as it is made
    /// @return whether none failed
    public boolean run(Consumer<Finding> each) {
        List<Finding> findings = new ArrayList<>();
        checks.forEach((name, check) -> {
            Finding finding = find(name, check);
            findings.add(finding);
            each.accept(finding);
        });
        return findings.stream().noneMatch(one -> one.verdict() == Finding.Verdict.FAILED);
    }

    private static Finding find(String name, Check check) {
        long since = System.nanoTime();
        Finding.Verdict verdict = Finding.Verdict.OK;
        String detail;
        try {
            detail = check.look();
        } catch (NotHere e) {
            verdict = Finding.Verdict.NOT_CHECKED;
            detail = String.valueOf(e.getMessage());
        } catch (Wrong | IOException | SQLException | Refused e) {
            verdict = Finding.Verdict.FAILED;
            detail = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
        return new Finding(name, verdict, detail, Math.round((System.nanoTime() - since) / 1e7) / 100.0);
    }
}
