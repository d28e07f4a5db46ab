package doorbuster.catalogsync.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import doorbuster.catalogsync.authoring.CatalogFile.Format;
import doorbuster.catalogsync.authoring.CatalogLine.BadLine;
import doorbuster.catalogsync.authoring.CatalogLine.ProductLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CatalogFileTest {
    private static final FileLimits LIMITS = new FileLimits(2000, 500, 100, 10);

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"priceMinor":1,"name":"a"}                                            | missing sku
            {"sku":"","priceMinor":1,"name":"a"}                                   | missing sku
            {"sku":null,"priceMinor":1,"name":"a"}                                 | missing sku
            {"sku":7,"priceMinor":1,"name":"a"}                                    | sku is no text
            {"sku":"a b","priceMinor":1,"name":"a"}                                | a sku is 1-64 of A-Z a-z 0-9 . _ -
            {"sku":"a","name":"a"}                                                 | missing priceMinor
            {"sku":"a","priceMinor":-5,"name":"a"}                                 | negative price -5
            {"sku":"a","priceMinor":1.5,"name":"a"}                                | priceMinor is a whole number
            {"sku":"a","priceMinor":"1","name":"a"}                                | priceMinor is a whole number
            {"sku":"a","priceMinor":99999999999999999999,"name":"a"}               | priceMinor is a whole number
            {"sku":"a","priceMinor":9999999999999,"name":"a"}                      | priceMinor is at most
            {"sku":"a","priceMinor":1}                                             | missing name
            {"sku":"a","priceMinor":1,"name":" "}                                  | empty name
            {"sku":"a","priceMinor":1,"names":{"xx yy":"a"}}                       | is no language
            {"sku":"a","priceMinor":1,"name":"a","names":{"en":"b"}}               | say the same twice
            {"sku":"a","priceMinor":1,"name":"a","currency":"euro"}                | three capital letters
            {"sku":"a","priceMinor":1,"name":"a","stock":5}                        | unknown member 'stock'
            {"sku":"a","sku":"b","priceMinor":1,"name":"a"}                        | not JSON
            {"sku":"a","priceMinor":1,"name":"a","attributes":{"x":{}}}            | attributes.x is no text
            {"sku":"a","priceMinor":1,"name":"a","attributes":[1]}                 | attributes is an object
            {"sku":"a","priceMinor":1,"name":"a","pictures":"p"}                   | pictures is a list
            {"sku":"a","priceMinor":1,"name":"a\\u0000"}                           | NUL character
            {"kind":"shop"}                                                        | unknown kind shop
            {"kind":"category","name":"a"}                                         | missing id
            {"kind":"category","id":"a","parent":"a"}                              | its own parent
            [1]                                                                    | one JSON object
            {"sku":"a"} {"sku":"b"}                                                | not JSON
            hello                                                                  | not JSON
            """)
    void a_bad_line_is_named_with_its_reason(String line, String reason) throws IOException {
        String good = "{\"sku\":\"ok\",\"priceMinor\":1,\"name\":\"a\"}\n";
        List<CatalogLine> lines = read(Format.NDJSON, good + line + "\n" + good);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).isInstanceOfSatisfying(BadLine.class, bad -> {
            assertThat(bad.line()).isEqualTo(2);
            assertThat(bad.reason()).contains(reason);
        });
    }

    @Test
    void invalid_utf8_and_endless_lines_are_bad_lines_and_the_next_line_is_read_again() throws IOException {
        byte[] file = ("{\"sku\":\"a\",\"priceMinor\":1,\"name\":\"\u00ff\"}\n" + "x".repeat(1 << 20) + "\n"
                        + "{\"sku\":\"b\",\"priceMinor\":1,\"name\":\"b\"}\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        List<CatalogLine> lines = read(Format.NDJSON, file);
        assertThat(lines.get(0)).isEqualTo(new BadLine(1, "invalid UTF-8"));
        assertThat(lines.get(1)).isEqualTo(new BadLine(2, "the line has 1048576 bytes, at most 2000 are allowed"));
        assertThat(lines.get(2)).isInstanceOf(ProductLine.class);
    }

    @Test
    void a_description_that_is_too_long_is_named() throws IOException {
        String line = "{\"sku\":\"a\",\"priceMinor\":1,\"name\":\"a\",\"description\":\"" + "x".repeat(501) + "\"}\n";
        assertThat(read(Format.NDJSON, line))
                .containsExactly(new BadLine(1, "descriptions.en has 501 characters, at most 500 are allowed"));
    }

    @Test
    void a_file_that_was_cut_off_says_so() throws IOException {
        assertThat(read(Format.NDJSON, "{\"sku\":\"a\",\"priceMi"))
                .containsExactly(new BadLine(1, "the file is cut off here"));
        assertThat(read(Format.CSV, "sku,priceMinor,name\na,12"))
                .containsExactly(new BadLine(2, "the last line has no line end: the file may be cut off here"));
        assertThat(read(Format.CSV, "sku,priceMinor,name\na,1,\"b"))
                .containsExactly(new BadLine(2, "a quote is opened here and never closed"));
    }

    @Test
    void csv_says_the_same_as_json() throws IOException {
        String csv = """
                sku,category,priceMinor,currency,name,name.de,description.en,attribute.color,pictures
                a,shoes,100,USD,"A ""fine"" shoe","Ein
                Schuh",,red,/1.svg /2.svg
                """;
        ProductLine product = (ProductLine) read(Format.CSV, csv).getFirst();
        assertThat(product.sku()).isEqualTo("a");
        assertThat(product.category()).isEqualTo(Optional.of("shoes"));
        assertThat(product.currency()).isEqualTo("USD");
        assertThat(product.names()).isEqualTo("{\"de\":\"Ein\\nSchuh\",\"en\":\"A \\\"fine\\\" shoe\"}");
        assertThat(product.attributes()).isEqualTo("{\"color\":\"red\"}");
        assertThat(product.pictures()).isEqualTo("[\"/1.svg\",\"/2.svg\"]");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sku,price\\na,1\\n                 | unknown column price
            sku,sku\\na,1\\n                   | column sku comes twice
            name,priceMinor\\na,1\\n           | there is no column sku
            sku,priceMinor,name\\na,1\\n       | the row has 2 fields, the header 3
            sku,priceMinor,name\\n,1,b\\n      | missing sku
            sku,priceMinor,name\\na,-1,b\\n    | negative price -1
            sku,priceMinor,name\\na,1e3,b\\n   | priceMinor is a whole number
            sku,priceMinor,names\\na,1,oops\\n | a JSON column holds no JSON
            sku,priceMinor,name\\na,1,"b"c\\n  | a quote stands inside of field 3
            #rows=many\\n                      | #rows= wants a number
            """)
    void bad_csv_is_named_with_its_reason(String file, String reason) throws IOException {
        assertThat(read(Format.CSV, file.strip().replace("\\n", "\n")).getFirst())
                .isInstanceOfSatisfying(
                        BadLine.class, bad -> assertThat(bad.reason()).contains(reason));
    }

    private static List<CatalogLine> read(Format format, String file) throws IOException {
        return read(format, file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CatalogLine> read(Format format, byte[] file) throws IOException {
        CatalogFile lines = format.read(new ByteArrayInputStream(file), LIMITS);
        List<CatalogLine> all = new ArrayList<>();
        Optional<CatalogLine> next = lines.next();
        while (next.isPresent()) {
            all.add(next.get());
            next = lines.next();
        }
        return all;
    }
}
