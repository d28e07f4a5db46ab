package doorbuster.loadtest.bench;

import doorbuster.infra.local.Child;
import doorbuster.infra.local.RedisNode;
import doorbuster.loadtest.trial.AppNode;
import doorbuster.loadtest.trial.TrialUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// CPU time of all processes of a run. On a machine that others use as well, the CPU time of an answer is a
/// steadier figure than answers per second.
///
/// @param nanos used so far, by process id
/// @param roles `generator`, `app`, `redis` or `postgres`, by process id
record Cpu(Map<Long, Long> nanos, Map<Long, String> roles) {
    static Cpu now(TrialUnit unit) {
        Map<Long, Long> nanos = new HashMap<>();
        Map<Long, String> roles = new HashMap<>();
        ProcessHandle self = ProcessHandle.current();
        put(nanos, roles, "generator", Stream.of(self));
        for (AppNode node : unit.nodes()) {
            put(nanos, roles, "app", tree(node.process()));
        }
        for (RedisNode node : unit.redis().nodes()) {
            put(nanos, roles, "redis", tree(node.process()));
        }
        put(nanos, roles, "postgres", tree(unit.postgres().process()));
        return new Cpu(nanos, roles);
    }

    /// Microseconds for each of `answers`, by role.
    Map<String, Double> since(Cpu before, long answers) {
        Map<String, Double> micros = new LinkedHashMap<>();
        nanos.forEach((pid, used) -> micros.merge(
                roles.getOrDefault(pid, ""),
                (used - before.nanos().getOrDefault(pid, 0L)) / 1e3 / Math.max(1, answers),
                Double::sum));
        micros.replaceAll((_, value) -> Math.round(value * 10) / 10.0);
        return micros;
    }

    private static Stream<ProcessHandle> tree(Child child) {
        ProcessHandle handle = child.process();
        return Stream.concat(Stream.of(handle), handle.descendants());
    }

    private static void put(
            Map<Long, Long> nanos, Map<Long, String> roles, String role, Stream<ProcessHandle> processes) {
        processes.forEach(process -> process.info().totalCpuDuration().ifPresent(used -> {
            nanos.put(process.pid(), used.toNanos());
            roles.put(process.pid(), role);
        }));
    }
}
