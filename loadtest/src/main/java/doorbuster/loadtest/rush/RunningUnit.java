package doorbuster.loadtest.rush;

import doorbuster.infra.fleet.Databases;
import doorbuster.infra.fleet.Workspace;
import doorbuster.infra.local.StartFailed;
import doorbuster.loadtest.reckon.LaneEyes;
import doorbuster.regions.Region;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/// A unit that `./doorbuster up` started on this machine, with the passwords that the launcher made for it.
record RunningUnit(Workspace workspace, Region region) {
    private static final int REDIS_NODES = 6;

    InetSocketAddress front() {
        if (region.certificate().isPresent()) {
            throw new StartFailed(
                    "the buyers of a load run speak plain HTTP, and " + region.name() + " has a certificate");
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getAllByName(region.publicEndpoint().address())[0],
                    region.publicEndpoint().port());
        } catch (UnknownHostException e) {
            throw new StartFailed("no such address: " + region.publicEndpoint(), e);
        }
    }

    Connection postgres() {
        String url = "jdbc:postgresql://" + region.innerAddress() + ":"
                + region.postgres().port() + "/" + Databases.NAME;
        try {
            return DriverManager.getConnection(
                    url, "doorbuster_app", workspace.secrets(region.name()).password("doorbuster_app"));
        } catch (SQLException e) {
            throw new StartFailed(
                    region.name() + ": PostgreSQL does not answer (is it up? ./doorbuster status says)", e);
        }
    }

    LaneEyes redis() {
        List<String> seeds = IntStream.range(0, REDIS_NODES)
                .mapToObj(i -> region.innerAddress() + ":" + (region.redis().firstPort() + i))
                .toList();
        return new LaneEyes(seeds, workspace.secrets(region.name()).password("redis"));
    }
}
