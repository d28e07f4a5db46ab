package doorbuster.infra.fleet;

import doorbuster.infra.local.FreePorts;
import doorbuster.regions.Region;
import java.util.List;

/// Every socket a start will need, looked at before anything starts: one that is taken is then told in a
/// moment and there is nothing to end again.
final class Sockets {
    private static final int BUS = 10_000;

    private Sockets() {}

    /// Checks the origin and the units.
    ///
    /// @throws doorbuster.infra.local.StartFailed for the first one that is taken
    static void requireFree(Region.Origin origin, List<Region> units) {
        FreePorts.require("PostgreSQL of the origin", origin.address(), origin.postgresPort());
        FreePorts.require("catalog-sync of the origin", origin.address(), origin.adminPort());
        units.forEach(Sockets::requireFree);
    }

    /// Checks one unit.
    static void requireFree(Region region) {
        String of = " of " + region.name();
        String inner = region.innerAddress();
        FreePorts.require("PostgreSQL" + of, inner, region.postgres().port());
        for (int port = region.redis().firstPort(); port < region.redis().firstPort() + 6; port++) {
            FreePorts.require("Redis" + of, inner, port);
            FreePorts.require("the Redis bus" + of, inner, port + BUS);
        }
        FreePorts.require("catalog-sync" + of, inner, region.catalogSync().port());
        FreePorts.require(
                "the front" + of,
                region.publicEndpoint().address(),
                region.publicEndpoint().port());
        region.certificate()
                .flatMap(Region.Certificate::redirectPort)
                .ifPresent(port -> FreePorts.require(
                        "the redirect" + of, region.publicEndpoint().address(), port));
        for (int node = 0; node < region.app().nodes(); node++) {
            String app = "app " + (node + 1) + of;
            FreePorts.require(app, inner, region.adminEndpoint().port() + node);
            FreePorts.require(app, inner, region.app().firstPort() + node);
        }
    }
}
