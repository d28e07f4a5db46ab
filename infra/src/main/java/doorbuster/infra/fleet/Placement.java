package doorbuster.infra.fleet;

import doorbuster.infra.local.FreePorts;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives the regions addresses that this machine can bind.
///
/// Linux answers on all of 127.0.0.0/8, so each unit has an address of its own as the files say. Elsewhere
/// only 127.0.0.1 is there: each unit then gets ports of its own, 1000 above those of the unit before it.
final class Placement {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int STEP = 1_000;

    private Placement() {}

    /// The regions as they are when all addresses can be bound, else moved to ports on 127.0.0.1.
    static Regions onThisMachine(Regions regions) {
        boolean bindable = regions.all().stream().allMatch(Placement::canBind);
        return bindable ? regions : onOneAddress(regions);
    }

    static Regions onOneAddress(Regions regions) {
        List<Region> moved = new ArrayList<>();
        for (Region region : regions.all()) {
            moved.add(move(region, STEP * (moved.size() + 1)));
        }
        return Regions.of(moved);
    }

    private static boolean canBind(Region region) {
        return FreePorts.isFree(region.publicEndpoint().address(), 0)
                && FreePorts.isFree(region.innerAddress(), 0)
                && region.origin()
                        .map(origin -> FreePorts.isFree(origin.address(), 0))
                        .orElse(true);
    }

    private static Region move(Region region, int by) {
        Optional<Region.Origin> origin =
                region.origin().map(at -> new Region.Origin(LOOPBACK, at.postgresPort(), at.adminPort()));
        Region.App app = region.app();
        Region.Redis redis = region.redis();
        Region.Postgres postgres = region.postgres();
        return new Region(
                region.name(),
                region.displayName(),
                region.geographies(),
                region.weight(),
                origin,
                new Endpoint(LOOPBACK, region.publicEndpoint().port() + by),
                new Endpoint(LOOPBACK, region.adminEndpoint().port() + by),
                new Region.App(app.nodes(), app.firstPort() + by, app.heapMb()),
                new Region.Redis(
                        redis.firstPort() + by, redis.memoryMb(), redis.nodeTimeoutMs(), redis.minReplicasToWrite()),
                new Region.Postgres(postgres.port() + by, postgres.sharedBuffersMb(), postgres.maxConnections()),
                new Region.CatalogSync(
                        region.catalogSync().port() + by, region.catalogSync().heapMb()),
                region.settings(),
                region.production(),
                region.certificate()
                        .map(at -> new Region.Certificate(
                                at.file(), at.redirectPort().map(port -> port + by))));
    }
}
