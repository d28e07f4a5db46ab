package doorbuster.infra.kubernetes;

/// Why there can be no manifests of a region, in one line.
public final class NotRendered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRendered(String message) {
        super(message);
    }
}
