package doorbuster.infra.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleCatalogTest {
    private final List<String> lines =
            new SampleCatalog().lines(SampleCatalog.USUAL_SIZE).toList();

    @Test
    void the_file_announces_its_rows_and_holds_the_product_of_the_sample_sale() {
        assertThat(lines).hasSize(1 + 12 + 216);
        assertThat(lines.getFirst()).isEqualTo("{\"kind\":\"catalog\",\"rows\":228}");
        assertThat(lines).anyMatch(line -> line.contains("\"sku\":\"" + SampleCatalog.saleSku() + "\""));
    }

    @Test
    void it_is_the_same_every_time_and_no_sku_comes_twice() {
        assertThat(new SampleCatalog().lines(5_000).toList())
                .isEqualTo(new SampleCatalog().lines(5_000).toList());
        assertThat(new SampleCatalog().lines(5_000).map(line -> line.replaceAll(".*\"sku\":\"([^\"]*)\".*", "$1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void pictures_are_small_complete_drawings() {
        assertThat(lines.subList(13, lines.size()))
                .allMatch(line -> line.contains("<svg ") && line.contains("</svg>") && !line.contains("${"))
                .allMatch(line -> line.length() < 2_048);
    }
}
