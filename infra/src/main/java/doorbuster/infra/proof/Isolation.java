package doorbuster.infra.proof;

import doorbuster.infra.admin.Units;
import doorbuster.infra.fleet.FleetState;
import doorbuster.infra.fleet.Role;
import doorbuster.infra.proof.Connections.Held;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who is connected to whom, now: a unit's processes talk to each other, its PostgreSQL and catalog-sync to the
/// catalog's origin, and nobody else to the unit's stores.
final class Isolation {
    private static final String ANY = "0.0.0.0";
    private static final String ANY_6 = "0:0:0:0:0:0:0:0";

    private final FleetState state;
    private final FleetState.Unit unit;
    private final Region region;
    private final Endpoint origin;

    Isolation(FleetState state, FleetState.Unit unit, Region region, Units units) {
        this.state = state;
        this.unit = unit;
        this.region = region;
        Region.Origin at = units.all().stream()
                .flatMap(one -> one.origin().stream())
                .findFirst()
                .orElseThrow();
        this.origin = new Endpoint(at.address(), at.postgresPort());
    }

    String look() throws Wrong, IOException {
        List<Held> own = Connections.of(handles(unit.processes(), ""));
        List<Held> sync = Connections.of(Stream.concat(
                        handles(unit.processes(), Role.POSTGRES.word()).stream(),
                        handles(unit.processes(), Role.CATALOG_SYNC.word()).stream())
                .toList());
        Set<Endpoint> listening =
                own.stream().filter(Held::listens).map(Held::local).collect(Collectors.toSet());
        // this process has just asked the stores, and the launcher's health checks do
        Set<Endpoint> watching = Connections.of(
                        Stream.concat(Stream.of(ProcessHandle.current()), state.launcher().handle().stream())
                                .toList())
                .stream()
                .map(Held::local)
                .collect(Collectors.toSet());
        Set<Endpoint> ours = own.stream().map(Held::local).collect(Collectors.toSet());
        int toOrigin = 0;
        for (Held held : own) {
            if (held.listens()) {
                continue;
            }
            if (isAmong(listening, held.local())) {
                boolean known = ours.contains(held.remote()) || watching.contains(held.remote());
                Wrong.unless(
                        known || !isStore(held.local()),
                        "somebody from " + held.remote() + " is connected to the store " + held.local());
            } else if (held.remote().equals(origin) && sync.contains(held)) {
                toOrigin++;
            } else {
                Wrong.unless(
                        isAmong(listening, held.remote()) || isAmong(collectors(), held.remote()),
                        "process " + held.pid() + " of " + region.name() + " is connected to " + held.remote());
            }
        }
        return own.size() + " sockets: none leads to another unit, " + toOrigin + " to the catalog's origin";
    }

    /// The sockets of what runs beside the units and takes their telemetry.
    private Set<Endpoint> collectors() throws IOException {
        Set<Endpoint> all = new HashSet<>();
        List<FleetState.Member> members = new ArrayList<>();
        state.services().forEach(service -> members.addAll(service.processes()));
        state.origin().processes().stream()
                .filter(one ->
                        !one.role().equals(Role.POSTGRES.word()) && !one.role().equals(Role.CATALOG_SYNC.word()))
                .forEach(members::add);
        for (FleetState.Member member : members) {
            Connections.of(handles(List.of(member), "")).stream()
                    .filter(Held::listens)
                    .map(Held::local)
                    .forEach(all::add);
        }
        return all;
    }

    private boolean isStore(Endpoint local) {
        int redis = local.port() - region.redis().firstPort();
        return local.port() == region.postgres().port()
                || (redis >= 0 && redis < 6)
                || (redis >= 10_000 && redis < 10_006);
    }

    private static boolean isAmong(Set<Endpoint> listening, Endpoint one) {
        return listening.contains(one)
                || listening.contains(new Endpoint(ANY, one.port()))
                || listening.contains(new Endpoint(ANY_6, one.port()));
    }

    /// The processes of a role; of all roles when none is named.
    private static List<ProcessHandle> handles(List<FleetState.Member> members, String role) {
        return members.stream()
                .filter(member -> role.isEmpty() || member.role().equals(role))
                .flatMap(member -> member.running().handle().stream())
                .toList();
    }
}
