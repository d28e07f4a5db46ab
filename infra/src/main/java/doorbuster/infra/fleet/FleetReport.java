package doorbuster.infra.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the fleet is now: the state file, and each process asked.
///
/// @param supervised whether the launcher lives
/// @param backing    what the stores run as
public record FleetReport(
        boolean supervised, String backing, List<UnitReport> units, UnitReport origin, List<UnitReport> services) {

    /// One process and whether it answered.
    public record MemberReport(FleetState.Member process, boolean healthy) {}

    /// A unit is healthy when all its processes are.
    public record UnitReport(FleetState.Unit unit, List<MemberReport> processes) {
        public boolean healthy() {
            return !processes.isEmpty() && processes.stream().allMatch(MemberReport::healthy);
        }

        private Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", unit.name());
            json.put("publicUrl", unit.publicUrl());
            json.put("adminUrl", unit.adminUrl());
            json.put("healthy", healthy());
            json.put("processes", processes.stream().map(UnitReport::json).toList());
            return json;
        }

        private static Map<String, Object> json(MemberReport one) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("role", one.process().role());
            json.put("pid", one.process().running().pid());
            json.put("address", one.process().address());
            json.put("healthy", one.healthy());
            json.put("restarts", one.process().restarts());
            return json;
        }
    }

    /// Asks every process of `state`, all at once.
    public static FleetReport of(FleetState state) {
        Health health = new Health();
        return new FleetReport(
                state.launcher().handle().isPresent(),
                state.backing(),
                state.units().parallelStream().map(unit -> report(unit, health)).toList(),
                report(state.origin(), health),
                state.services().stream().map(one -> report(one, health)).toList());
    }

    private static UnitReport report(FleetState.Unit unit, Health health) {
        return new UnitReport(
                unit,
                unit.processes().parallelStream()
                        .map(process -> new MemberReport(process, health.isWell(process)))
                        .toList());
    }

    /// Whether there are units, and all of them, the origin and what runs beside them are healthy.
    public boolean healthy() {
        return !units.isEmpty()
                && units.stream().allMatch(UnitReport::healthy)
                && services.stream().allMatch(UnitReport::healthy)
                && origin.healthy();
    }

    /// The contract's `status --json`.
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("healthy", healthy());
        json.put("supervised", supervised);
        json.put("backing", backing);
        json.put("regions", units.stream().map(UnitReport::json).toList());
        json.put("origin", origin.json());
        json.put("services", services.stream().map(UnitReport::json).toList());
        return json;
    }
}
