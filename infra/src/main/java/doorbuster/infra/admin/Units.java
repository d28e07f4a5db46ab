package doorbuster.infra.admin;

import doorbuster.infra.edge.EdgeTls;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.util.List;

/// The units of the fleet as an operator reaches them.
public final class Units {
    private final Regions regions;
    private final String token;

    public Units(Regions regions, String operatorToken) {
        this.regions = regions;
        this.token = operatorToken;
    }

    public List<Region> all() {
        return regions.all();
    }

    /// The region of that name.
    ///
    /// @throws StartFailed when there is none
    public Region named(String name) {
        return regions.named(name)
                .orElseThrow(() -> new StartFailed("there is no region " + name + "; there are " + names()));
    }

    /// `eu-west, us-east`
    public String names() {
        return String.join(", ", regions.all().stream().map(Region::name).toList());
    }

    /// The unit's admin socket, with an operator's token.
    public UnitClient admin(Region region) {
        return new UnitClient(region.name(), region.adminEndpoint().url(), token);
    }

    /// The admin socket of one of the unit's nodes.
    ///
    /// @param node from 0
    public UnitClient admin(Region region, int node) {
        return new UnitClient(
                region.name() + " app " + (node + 1),
                region.adminEndpoint().plus(node).url(),
                token);
    }

    /// The unit's public socket, as anybody sees it.
    public UnitClient front(Region region) {
        return new UnitClient(region.name(), region.publicUrl(), "", EdgeTls.toEdgeOf(region));
    }

    /// The admin socket of the catalog's origin.
    public UnitClient origin() {
        Region.Origin origin = regions.origin().origin().orElseThrow();
        return new UnitClient("origin", "http://" + origin.address() + ":" + origin.adminPort(), token);
    }

    /// The admin socket of a unit's catalog-sync.
    public UnitClient catalogSync(Region region) {
        return new UnitClient(
                region.name(),
                "http://" + region.innerAddress() + ":" + region.catalogSync().port(),
                token);
    }
}
