package doorbuster.regions;

/// A socket of the fleet.
///
/// @param address an IPv4 address
/// @param port    1–65535
public record Endpoint(String address, int port) {
    /// As it is written in addresses: `127.0.0.11:8080`.
    @Override
    public String toString() {
        return address + ":" + port;
    }

    /// `http://address:port`
    public String url() {
        return "http://" + this;
    }

    public Endpoint plus(int ports) {
        return new Endpoint(address, port + ports);
    }
}
