package doorbuster.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest(name = "trusting {0}, a call from {1} forwarded for {2} is one of {3}")
    @CsvSource({
        "127.0.0.11, 127.0.0.11, 203.0.113.7, 203.0.113.7",
        "127.0.0.11, 127.0.0.12, 203.0.113.7, 127.0.0.12",
        "10.11.0.0/16, 10.11.200.3, 203.0.113.7, 203.0.113.7",
        "10.11.0.0/16, 10.12.0.1, 203.0.113.7, 10.12.0.1",
        "10.11.0.0/16, 10.11.0.1, 203.0.113.7;10.11.4.4, 203.0.113.7",
        "10.11.0.0/16, 10.11.0.1, 10.11.9.9;203.0.113.7, 203.0.113.7",
        "10.11.0.0/16, 10.11.0.1, nonsense, nonsense",
        "10.11.0.0/16, ::1, 203.0.113.7, ::1",
        "0.0.0.0/0, 192.0.2.1, 2001:db8::1, 2001:db8::1",
        "192.0.2.128/25, 192.0.2.127, 203.0.113.7, 192.0.2.127",
        "192.0.2.128/25, 192.0.2.128, 203.0.113.7, 203.0.113.7",
    })
    void only_a_trusted_proxy_is_believed(String trusted, String peer, String forwarded, String origin) {
        Addresses addresses = new Addresses(RateSettings.usual(false, Set.of(trusted)), InstantSource.system());
        assertThat(addresses.origin(peer, List.of(forwarded.split(";", -1)))).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.11.0.1/16", "10.11.0.0/33", "10.11.0.0/x", "pods/8", "::/8", "10.0.0.0/-1"})
    void what_is_no_network_stops_the_start(String network) {
        RateSettings settings = RateSettings.usual(false, Set.of(network));
        assertThatThrownBy(() -> new Addresses(settings, InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate.trusted-proxies: '" + network + "'");
    }
}
