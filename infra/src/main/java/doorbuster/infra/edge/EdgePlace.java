package doorbuster.infra.edge;

import doorbuster.regions.Endpoint;
import doorbuster.regions.Region;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Where an edge stands: everything in its configuration that is not the same everywhere.
///
/// @param bind    where buyers come
/// @param tls     whether they come over TLS
/// @param beside  further sections
/// @param servers one line for each node of the app
public record EdgePlace(String bind, boolean tls, String beside, String servers) {
    /// Where probes of the edge itself are answered in a cluster.
    public static final int OBSERVE_PORT = 9_101;

    private static final String IN_CLUSTER = """

            # the nodes' addresses are asked for again all the time: pods come and go
            resolvers cluster
                parse-resolv-conf
                resolve_retries 3
                timeout resolve 1s
                timeout retry 500ms
                hold valid 2s
                hold obsolete 5s
                accepted_payload_size 8192

            # for probes only: alive while it answers, ready while a node of the app is
            frontend observe
                bind :%d
                http-request return status 200 content-type text/plain string alive if { path /observe/health/live }
                http-request return status 200 content-type text/plain string ready if { path /observe/health/ready } \
            { nbsrv(app) ge 1 }
                http-request return status 503 content-type text/plain string "no node is ready"
            """.formatted(OBSERVE_PORT);

    /// On a machine that has an address per unit: every node is known.
    public static EdgePlace onOneMachine(Region region) {
        String servers = IntStream.range(0, region.app().nodes())
                .mapToObj(node -> {
                    Endpoint app =
                            new Endpoint(region.innerAddress(), region.app().firstPort() + node);
                    Endpoint admin = region.adminEndpoint().plus(node);
                    return "    server " + region.name() + "-" + (node + 1) + " " + app + " addr " + admin.address()
                            + " port " + admin.port() + " source " + region.innerAddress() + "\n";
                })
                .collect(Collectors.joining());
        String tls = region.certificate()
                .map(certificate -> tls(certificate.file().toString()))
                .orElse("");
        return new EdgePlace(region.publicEndpoint() + tls, !tls.isEmpty(), redirect(region), servers);
    }

    /// In a cluster, where a name stands for all nodes that are ready, and strangers come over TLS.
    ///
    /// @param nodes       the whole name of the nodes' service; HAProxy does not complete names
    /// @param most        how many nodes there may be
    /// @param certificate a file with the certificate; its key lies beside it, named `….key`
    public static EdgePlace inCluster(String nodes, int most, String certificate) {
        return new EdgePlace(
                ":8443" + tls(certificate),
                true,
                IN_CLUSTER,
                "    server-template node " + most + " " + nodes
                        + ":8080 port 9090 resolvers cluster resolve-prefer ipv4 init-addr none\n");
    }

    private static String tls(String certificate) {
        return " ssl crt \"" + certificate + "\" alpn http/1.1";
    }

    /// Answers plain HTTP with where to ask instead; a token sent this way was read by everybody already.
    private static String redirect(Region region) {
        return region.certificate()
                .flatMap(Region.Certificate::redirectPort)
                .map(port -> """

                        frontend plain
                            bind %s:%d
                        %s    http-request redirect prefix https://%%[req.hdr(host),host_only]:%d code 308
                            http-after-response set-header X-Region %s
                        """.formatted(
                                region.publicEndpoint().address(),
                                port,
                                EdgeConfig.HEALTH,
                                region.publicEndpoint().port(),
                                region.name()))
                .orElse("");
    }
}
