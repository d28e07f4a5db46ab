package doorbuster.infra.fleet;

import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// Whether the fleet fits into the memory that is free, asked before anything starts: the kernel would
/// otherwise kill one process after another.
final class Memory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    /// What a JVM needs beside its heap: an estimate, above the 126–135 MB a whole catalog-sync had at
    /// idle.
    private static final long JVM_MB = 130;
    /// Estimates for six nearly empty Redis nodes, and the rest of a PostgreSQL beside its shared buffers.
    private static final long REDIS_MB = 60;

    private static final long POSTGRES_MB = 60;

    private Memory() {}

    /// Checks that the units fit.
    ///
    /// @param traces whether Zipkin's server has to fit beside them
    ///
    /// @throws StartFailed when less is free than the units need at the start of a sale
    static void require(List<Region> regions, boolean traces) {
        require(regions, neededMb(regions) + (traces ? JVM_MB + Zipkin.HEAP_MB : 0));
    }

    /// Checks that one more unit fits beside those that run.
    static void requireFor(Region region) {
        require(List.of(region), neededMb(region));
    }

    private static void require(List<Region> regions, long needed) {
        OptionalLong free = freeMb(MEMINFO);
        if (free.isPresent() && free.getAsLong() < needed) {
            throw new StartFailed(String.format(
                    Locale.ROOT,
                    "%d region units need about %d MB of memory and %d MB are free; start fewer with --region NAME",
                    regions.size(),
                    needed,
                    free.getAsLong()));
        }
    }

    static long neededMb(List<Region> regions) {
        long origin = POSTGRES_MB + 64 + JVM_MB + 48;
        return origin + regions.stream().mapToLong(Memory::neededMb).sum();
    }

    private static long neededMb(Region region) {
        long app = (JVM_MB + region.app().heapMb()) * region.app().nodes();
        long catalogSync = JVM_MB + region.catalogSync().heapMb();
        return app + catalogSync + REDIS_MB + POSTGRES_MB + region.postgres().sharedBuffersMb();
    }

    /// Unknown on systems without `/proc/meminfo`.
    static OptionalLong freeMb(Path meminfo) {
        try {
            return Files.readAllLines(meminfo).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
