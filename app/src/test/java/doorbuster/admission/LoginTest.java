package doorbuster.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import doorbuster.door.Identity;
import doorbuster.sale.BuyerId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens, keys that rotate, and a key set that cannot be had.
final class LoginTest {
    private static final Duration FLOOR = Duration.ofSeconds(10);
    private Identity identity;
    private Instant now = Instant.now();
    private String keys;
    private boolean away;
    private final AtomicInteger reads = new AtomicInteger();
    private KeyRing ring;
    private Login login;

    @BeforeEach
    void start() throws Exception {
        identity = Identity.shared();
        keys = identity.keys();
        InstantSource clock = () -> now;
        ring = new KeyRing(this::read, clock, FLOOR);
        login = new Login(LoginSettings.of(Identity.ISSUER, Identity.AUDIENCE), ring, clock);
    }

    private String read() throws IOException {
        reads.incrementAndGet();
        if (away) {
            throw new IOException("away");
        }
        return keys;
    }

    private void assertSignedIn(String token) {
        assertThat(login.signIn(token))
                .isInstanceOfSatisfying(
                        SignIn.SignedIn.class,
                        in -> assertThat(in.caller().buyer()).isEqualTo(new BuyerId("ann")));
    }

    @Test
    void each_of_the_three_algorithms_signs_in() throws Exception {
        ring.refresh();

        assertSignedIn(identity.token("ann"));
        assertSignedIn(identity.rs256(Identity.claims("ann").build()));
        assertSignedIn(identity.eddsa(Identity.claims("ann").build()));
    }

    @Test
    void before_any_key_was_read_nobody_can_say() {
        away = true;

        assertThat(login.signIn(identity.token("ann"))).isInstanceOf(SignIn.Unavailable.class);
    }

    @Test
    void an_outage_of_the_key_set_signs_nobody_out() {
        ring.refresh();
        assertSignedIn(identity.token("ann"));
        away = true;
        now = now.plus(Duration.ofMinutes(10));
        ring.refresh();

        assertSignedIn(identity.token("ann"));
    }

    @Test
    void a_new_key_is_read_when_its_first_token_comes_but_not_for_every_made_up_id() {
        keys = new JWKSet(identity.rsa.toPublicJWK()).toString();
        ring.refresh();
        now = now.plus(FLOOR);
        keys = identity.keys();
        assertSignedIn(identity.token("ann"));
        int before = reads.get();
        for (int i = 0; i < 100; i++) {
            login.signIn(identity.sign(
                    new com.nimbusds.jose.JWSHeader.Builder(com.nimbusds.jose.JWSAlgorithm.ES256)
                            .keyID("made-up-" + i)
                            .build(),
                    Identity.claims("ann").build()));
        }

        assertThat(reads.get()).isEqualTo(before);
    }

    @Test
    void a_key_that_left_the_set_ends_its_tokens_even_the_remembered_ones() {
        ring.refresh();
        String token = identity.token("ann");
        assertSignedIn(token);
        keys = new JWKSet(identity.rsa.toPublicJWK()).toString();
        ring.refresh();

        assertThat(login.signIn(token)).isInstanceOf(SignIn.Refused.class);
    }

    @Test
    void a_remembered_token_ends_when_it_says() {
        ring.refresh();
        String token = identity.token("ann");
        assertSignedIn(token);
        now = now.plus(Duration.ofHours(2));

        assertThat(login.signIn(token)).isInstanceOf(SignIn.Refused.class);
    }

    @Test
    void a_symmetric_key_in_the_set_is_no_key() {
        keys = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"ec\",\"k\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA\"}]}";

        assertThat(ring.refresh()).isFalse();
        assertThat(login.signIn(identity.token("ann"))).isInstanceOf(SignIn.Unavailable.class);
    }

    @Test
    void keys_come_from_a_file_or_by_https_only() {
        assertThatThrownBy(() -> KeySource.of(URI.create("http://identity.test/jwks")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
