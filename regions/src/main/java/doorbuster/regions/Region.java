package doorbuster.regions;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One region unit as its file describes it. All numbers are within the bounds that [RegionFile] checks.
///
/// @param name           a DNS label, also the name of the file
/// @param displayName    what buyers and operators read
/// @param geographies    continents or continent/country whose buyers are sent here
/// @param weight         share of a sale split over all regions, relative to the others' weights
/// @param origin         where the catalog's origin runs, in exactly one region
/// @param publicEndpoint the edge, the only socket strangers may reach
/// @param adminEndpoint  operators and probes of the first app node; the stores listen on its address
/// @param settings       dotted keys of the app's configuration that differ from its defaults
/// @param production     what it is on Kubernetes; a region that is only tried out on one machine has none
/// @param certificate    what the edge shows to buyers; without one it speaks plain HTTP
public record Region(
        String name,
        String displayName,
        List<String> geographies,
        int weight,
        Optional<Origin> origin,
        Endpoint publicEndpoint,
        Endpoint adminEndpoint,
        App app,
        Redis redis,
        Postgres postgres,
        CatalogSync catalogSync,
        Map<String, String> settings,
        Optional<Production> production,
        Optional<Certificate> certificate) {

    public Region {
        geographies = List.copyOf(geographies);
        settings = Map.copyOf(settings);
    }

    /// The catalog's origin: a PostgreSQL of its own and the socket that takes imports.
    public record Origin(String address, int postgresPort, int adminPort) {}

    /// Node n (from 0) listens on `firstPort + n` behind the edge.
    public record App(int nodes, int firstPort, int heapMb) {}

    /// Six nodes on `firstPort … firstPort + 5`, their bus 10,000 above; memory is per node.
    public record Redis(int firstPort, int memoryMb, int nodeTimeoutMs, int minReplicasToWrite) {}

    /// The unit's own PostgreSQL.
    public record Postgres(int port, int sharedBuffersMb, int maxConnections) {}

    /// The unit's replication controller.
    public record CatalogSync(int port, int heapMb) {}

    /// The edge's certificate, its chain and its key in one PEM file, as HAProxy reads it.
    ///
    /// @param redirectPort where plain HTTP is answered with the address to ask instead
    public record Certificate(Path file, Optional<Integer> redirectPort) {}

    /// Where buyers come.
    public String publicUrl() {
        return (certificate.isPresent() ? "https://" : "http://") + publicEndpoint;
    }

    /// Whether a text may name a region: a DNS label of at most 40 characters.
    public static boolean isName(String text) {
        return RegionFile.NAME.matcher(text).matches();
    }

    /// Whether a text is a continent or continent/country.
    public static boolean isGeography(String text) {
        return RegionFile.GEOGRAPHY.matcher(text).matches();
    }

    public boolean isOrigin() {
        return origin.isPresent();
    }

    /// The address of everything that is not the edge.
    public String innerAddress() {
        return adminEndpoint.address();
    }
}
