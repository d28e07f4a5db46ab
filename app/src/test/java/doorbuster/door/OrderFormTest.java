package doorbuster.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The short cut around the JSON library must mean what the library means, and leave it whatever is not the plain form.
final class OrderFormTest {
    @ParameterizedTest
    @ValueSource(strings = {"{\"quantity\":1}", "{\"quantity\":10}", "{\"quantity\":999}"})
    void the_plain_form_is_read_as_the_library_reads_it(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        OrderForm.Sent read = Json.reader(OrderForm.Sent.class).readValue(bytes);

        assertThat(OrderForm.Sent.plain(bytes)).isEqualTo(Optional.of(read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"quantity\":",
                "{\"quantity\":}",
                "{\"quantity\":0}",
                "{\"quantity\":01}",
                "{\"quantity\":1000}",
                "{\"quantity\":-1}",
                "{\"quantity\":1.}",
                "{\"quantity\":1]",
                "{\"quantity\": 1}",
                "{\"Quantity\":1}",
                "{\"quantity\":1}}",
                "{\"quantity\":\u0661}",
            })
    void any_other_text_is_left_to_the_library(String text) {
        assertThat(OrderForm.Sent.plain(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
