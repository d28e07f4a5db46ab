package doorbuster.admission;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.sale.BuyerId;
import org.junit.jupiter.api.Test;

final class FingerprintsTest {
    @Test
    void a_million_members_cost_less_than_two_megabytes_and_none_is_refused() {
        Fingerprints filter = Fingerprints.forMembers(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            filter.add(Fingerprints.hash(new BuyerId("buyer-" + i)));
        }
        int refused = 0;
        int strangers = 0;
        for (int i = 0; i < 1_000_000; i++) {
            refused += filter.mayHold(new BuyerId("buyer-" + i)) ? 0 : 1;
        }
        for (int i = 0; i < 100_000; i++) {
            strangers += filter.mayHold(new BuyerId("stranger-" + i)) ? 1 : 0;
        }

        assertThat(filter.bytes()).hasSizeLessThanOrEqualTo(2_000_000);
        assertThat(refused).isZero();
        assertThat(strangers).as("of 100,000 strangers").isLessThan(600);
    }

    @Test
    void a_filter_read_back_says_the_same() {
        Fingerprints filter = Fingerprints.forMembers(10);
        filter.add(Fingerprints.hash(new BuyerId("ann")));

        assertThat(Fingerprints.of(filter.bytes()).mayHold(new BuyerId("ann"))).isTrue();
        assertThat(Fingerprints.of(filter.bytes()).mayHold(new BuyerId("bob"))).isFalse();
    }
}
