package doorbuster.infra.fleet;

import doorbuster.infra.local.Child;
import doorbuster.infra.local.PostgresServer;
import doorbuster.infra.local.RedisNode;
import doorbuster.regions.Endpoint;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// One supervised process of the fleet.
final class Part {
    private final String owner;
    private final Role role;
    private final Endpoint endpoint;
    private final String admin;
    private final Supplier<Child> child;
    private final Runnable restart;
    private final Runnable stop;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile boolean released;

    private Part(
            String owner,
            Role role,
            Endpoint endpoint,
            String admin,
            Supplier<Child> child,
            Runnable restart,
            Runnable stop) {
        this.owner = owner;
        this.role = role;
        this.endpoint = endpoint;
        this.admin = admin;
        this.child = child;
        this.restart = restart;
        this.stop = stop;
    }

    static Part of(String owner, PostgresServer server) {
        Endpoint endpoint = new Endpoint(server.address(), server.port());
        return new Part(owner, Role.POSTGRES, endpoint, "", server::process, server::restart, server::stop);
    }

    static Part of(String owner, RedisNode node) {
        Endpoint endpoint = new Endpoint(node.address(), node.port());
        return new Part(owner, Role.REDIS, endpoint, "", node::process, node::restart, node::stop);
    }

    /// A program of ours, or the edge.
    ///
    /// @param admin the URL that is asked for its health; empty for the edge
    static Part of(String owner, Role role, Endpoint endpoint, String admin, Program program) {
        return new Part(owner, role, endpoint, admin, program::child, program::restart, program::stop);
    }

    /// The region's name, or `origin`.
    String owner() {
        return owner;
    }

    Role role() {
        return role;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Child child() {
        return child.get();
    }

    String admin() {
        return admin;
    }

    int restarts() {
        return restarts.get();
    }

    /// From here on its end is meant, and nobody starts it again.
    void release() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    /// Starts it again on its data and waits until it is ready.
    void restart() {
        restarts.incrementAndGet();
        restart.run();
    }

    void stop() {
        stop.run();
    }
}
