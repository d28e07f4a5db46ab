package doorbuster.catalogsync;

import static doorbuster.catalogsync.Author.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import doorbuster.catalogsync.authoring.CatalogFile.Format;
import doorbuster.catalogsync.authoring.CatalogLine.BadLine;
import doorbuster.catalogsync.origin.Export;
import doorbuster.catalogsync.origin.Verdict;
import doorbuster.catalogsync.origin.Verdict.NotKept;
import doorbuster.catalogsync.origin.Verdict.Published;
import doorbuster.catalogsync.origin.Verdict.Refused;
import doorbuster.catalogsync.origin.Verdict.Shrinks;
import doorbuster.catalogsync.origin.Verdict.Unchanged;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthoringIT {
    private Place origin;
    private Author author;

    @BeforeAll
    void start() throws Exception {
        origin = Place.origin().start();
        author = Author.of(origin);
    }

    @AfterAll
    void stop() {
        origin.close();
    }

    @BeforeEach
    void empty() throws Exception {
        origin.byHand("truncate catalog.product, catalog.category, catalog.version, catalog.manifest,"
                + " catalog.past_product, catalog.past_category");
    }

    @Test
    void one_file_is_one_version_and_the_same_file_again_is_none() throws Exception {
        String file = Author.catalog(300, 100);
        assertThat(author.merge(file)).isEqualTo(new Published(1, 310, 0, 300, 10));
        assertThat(author.merge(file)).isEqualTo(new Unchanged(1));
        assertThat(author.merge(product("SKU-1", 5) + product("NEW", 5))).isEqualTo(new Published(2, 2, 0, 301, 10));
    }

    @Test
    void every_bad_row_is_named_and_the_old_version_stays_whole() throws Exception {
        author.merge(product("a", 1));
        String before = origin.content();
        Verdict verdict = author.merge(product("b", 1) + product("c", -1) + product("b", 2) + "oops\n"
                + "{\"sku\":\"d\",\"priceMinor\":1,\"name\":\"d\",\"category\":\"nowhere\"}\n"
                + "{\"kind\":\"category\",\"id\":\"x\",\"parent\":\"y\"}\n");
        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.total()).isEqualTo(5);
            assertThat(refused.faults())
                    .extracting(BadLine::line, bad -> bad.reason().replaceFirst(":.*", ""))
                    .containsExactly(
                            tuple(2, "negative price -1"),
                            tuple(3, "duplicate sku b, first on line 1"),
                            tuple(4, "not JSON"),
                            tuple(5, "unknown category nowhere"),
                            tuple(6, "unknown parent category y"));
        });
        assertThat(origin.content()).isEqualTo(before);
    }

    @Test
    void a_file_shorter_than_it_announces_is_refused() throws Exception {
        assertThat(author.merge("{\"kind\":\"catalog\",\"rows\":3}\n" + product("a", 1) + product("b", 1)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.faults().getFirst().reason())
                                .isEqualTo("the file announces 3 rows and holds 2: it is cut off"));
        assertThat(author.merge("")).isInstanceOf(Refused.class);
    }

    @Test
    void a_replacing_file_takes_away_what_it_does_not_name_but_not_most_of_it_by_accident() throws Exception {
        author.merge(Author.catalog(10, 100));
        assertThat(author.replace(product("only", 1))).isEqualTo(new Shrinks(10, 1));
        assertThat(author.replace("{\"kind\":\"catalog\",\"rows\":1}\n" + product("only", 1)))
                .isEqualTo(new Published(2, 1, 20, 1, 0));
    }

    @Test
    void a_rollback_is_a_new_version_that_says_what_the_old_one_said() throws Exception {
        author.merge(Author.catalog(50, 100));
        String first = exported(1, Format.NDJSON);
        author.merge(product("SKU-3", 7) + product("extra", 9));
        author.replace("{\"kind\":\"catalog\",\"rows\":1}\n" + product("only", 1));
        assertThat(author.authoring().rollback(1, "tester")).isInstanceOfSatisfying(Published.class, published -> {
            assertThat(published.version()).isEqualTo(4);
            assertThat(published.products()).isEqualTo(50);
        });
        assertThat(exported(0, Format.NDJSON)).isEqualTo(first);
        assertThat(author.authoring().rollback(99, "tester")).isEqualTo(new NotKept(99));
    }

    @Test
    void an_export_can_be_imported_again_in_both_forms_and_changes_nothing() throws Exception {
        author.merge(Author.catalog(30, 100)
                + "{\"sku\":\"odd\",\"priceMinor\":1,\"names\":{\"de\":\"Größe \\\"L\\\",\\n\\tzwei\"}}\n");
        for (Format format : Format.values()) {
            byte[] file = exported(0, format).getBytes(StandardCharsets.UTF_8);
            assertThat(author.publish(format, file, true)).isEqualTo(new Unchanged(1));
        }
    }

    @Test
    void the_manifest_of_every_version_is_what_its_rows_say() throws Exception {
        author.merge(Author.catalog(2000, 100));
        author.merge(product("SKU-77", 1));
        author.replace("{\"kind\":\"catalog\",\"rows\":2}\n" + product("a", 1) + product("b", 1));
        assertThat(origin.ask("select count(*) from catalog.manifest m full join catalog.chunk_digest d"
                        + " using (table_name, chunk, row_count, checksum)"
                        + " where m.table_name is null or d.table_name is null"))
                .isEqualTo("0");
        assertThat(origin.ask("select count(*) from catalog.chunk_digest")).isEqualTo("2");
    }

    private String exported(long version, Format format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(new Export(origin.owner(), 20).write(version, format, () -> file))
                .isTrue();
        return file.toString(StandardCharsets.UTF_8);
    }
}
