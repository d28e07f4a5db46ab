package doorbuster.regions;

import java.net.InetAddress;
import java.util.Optional;

/// An IPv4 or IPv6 network as it is written: `192.0.2.0/24`.
///
/// @param prefix how many leading bits of the address belong to the network; all others are zero
public record Network(InetAddress address, int prefix) {
    /// The network a text describes; empty when it is none, or has bits set behind its prefix.
    public static Optional<Network> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2
                || !parts[0].matches("[0-9.]{7,15}|[0-9a-fA-F:]{2,39}")
                || !parts[1].matches("\\d{1,3}")) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(parts[0]);
            int prefix = Integer.parseInt(parts[1]);
            byte[] bytes = address.getAddress();
            boolean clean = prefix >= 1 && prefix <= bytes.length * 8;
            for (int bit = prefix; clean && bit < bytes.length * 8; bit++) {
                clean = (bytes[bit / 8] & (0x80 >> bit % 8)) == 0;
            }
            return clean ? Optional.of(new Network(address, prefix)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
