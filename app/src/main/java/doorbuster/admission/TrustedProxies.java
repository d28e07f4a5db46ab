package doorbuster.admission;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whose `X-Forwarded-For` is believed: addresses, and IPv4 networks as `10.11.0.0/16`.
final class TrustedProxies {
    private record Network(int first, int mask) {
        boolean holds(int address) {
            return (address & mask) == first;
        }
    }

    private final Set<String> addresses = new HashSet<>();
    private final List<Network> networks = new ArrayList<>();

    /// @throws IllegalArgumentException when a network is none
    TrustedProxies(Set<String> proxies) {
        for (String proxy : proxies) {
            int slash = proxy.indexOf('/');
            if (slash < 0) {
                addresses.add(proxy);
            } else {
                networks.add(network(proxy.substring(0, slash), proxy.substring(slash + 1)));
            }
        }
    }

    boolean holds(String address) {
        if (addresses.contains(address)) {
            return true;
        }
        // only IPv4 addresses have a dot and no colon
        if (networks.isEmpty() || address.indexOf('.') < 0 || address.indexOf(':') >= 0) {
            return false;
        }
        try {
            int number = number(address);
            return networks.stream().anyMatch(network -> network.holds(number));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Network network(String address, String length) {
        try {
            int bits = Integer.parseInt(length);
            int mask = bits == 0 ? 0 : -1 << (32 - bits);
            int first = number(address);
            if (bits < 0 || bits > 32 || (first & mask) != first) {
                throw new IllegalArgumentException("not the first address of a network of that length");
            }
            return new Network(first, mask);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "rate.trusted-proxies: '" + address + "/" + length + "' is no IPv4 network such as 10.11.0.0/16",
                    e);
        }
    }

    private static int number(String address) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        if (bytes.length != 4) {
            throw new IllegalArgumentException("not an IPv4 address: " + address);
        }
        return ByteBuffer.wrap(bytes).getInt();
    }
}
