package doorbuster.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void startFromTheRealFiles() throws IOException {
        for (String name : new String[] {"eu-west.yaml", "us-east.yaml"}) {
            Files.copy(Path.of(name), folder.resolve(name));
        }
    }

    @Test
    void the_real_files_are_two_regions_with_one_origin() {
        Regions regions = Regions.read(Path.of("").toAbsolutePath());
        assertThat(regions.all()).extracting(Region::name).containsExactly("eu-west", "us-east");
        assertThat(regions.origin().name()).isEqualTo("eu-west");
        assertThat(regions.named("us-east").orElseThrow().publicEndpoint()).hasToString("127.0.0.12:8080");
    }

    @Test
    void a_certificate_is_looked_for_beside_the_file_and_makes_the_unit_speak_tls() throws IOException {
        change("eu-west.yaml", "port: 8080", "port: 8443, certificate: tls/eu-west.pem, redirect-port: 8080");
        Region region = Regions.read(folder).named("eu-west").orElseThrow();

        assertThat(region.publicUrl()).isEqualTo("https://127.0.0.11:8443");
        assertThat(region.certificate())
                .hasValue(
                        new Region.Certificate(folder.toAbsolutePath().resolve("tls/eu-west.pem"), Optional.of(8080)));
    }

    /// Each row changes one text of eu-west.yaml into another and gives the refusal it must meet.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: eu-west | name: EU_West | eu-west.yaml:2: name: expected a DNS label",
                "name: eu-west | name: eu-north | eu-west.yaml:2: name: expected the name of the file",
                "name: eu-west | nom: eu-west | eu-west.yaml:2: name: is missing",
                "weight: 1 | weight: many | weight: expected a whole number from 1 to 1000, found \"many\"",
                "weight: 1 | weight: 0 | weight: expected a whole number from 1 to 1000, found \"0\"",
                "weight: 1 | weight: 1.5 | found \"1.5\"",
                "weight: 1 | weight: [1] | weight: expected a whole number",
                "[EU, AF] | [EU, EU] | geographies: expected a list of continents",
                "[EU, AF] | [] | geographies: expected a list of continents",
                "[EU, AF] | EU | geographies: expected a list of continents",
                "[EU, AF] | [Europe] | found \"Europe\"",
                "nodes: 1 | nodes: 0 | app.nodes: expected a whole number from 1 to 20, found \"0\"",
                "memory-mb: 128 | memory-mb: 0 | redis.memory-mb: expected",
                "memory-mb: 128 | memory-mb: 128, colour: red | redis.colour: unknown key; known here are first-port",
                "node-timeout-ms: 2000 | node-timeout-ms: 100 | redis.node-timeout-ms: expected a whole number from 2000",
                "first-port: 7001 | first-port: 60000 | redis.first-port: expected a whole number from 1024 to 55530",
                "public: {address: 127.0.0.11 | public: {address: 127.0.0.256 | public.address: expected an IPv4 address",
                "public: {address: 127.0.0.11 | public: {address: eu-west.example | public.address: expected an IPv4",
                "port: 8080 | port: 80 | public.port: expected a whole number from 1024",
                "port: 8080 | port: 8080, certificate: edge.txt | public.certificate: expected the path of a .pem file",
                "port: 8080 | port: 8080, redirect-port: 8081 | public.redirect-port: expected only beside a certificate",
                "port: 8080 | port: 8080, certificate: e.pem, redirect-port: 80 | public.redirect-port: expected a whole",
                "port: 8080 | port: 8080, certificate: e.pem, redirect-port: 8080 | public: expected a socket of its own",
                "settings: {} | settings: {Bad Key: 1} | settings.Bad Key: expected a dotted key",
                "settings: {} | settings: none | settings: expected keys with values",
                "settings: {} | extra: {} | settings: is missing",
                "weight: 1 | weight: 1\\nweight: 2 | weight: expected once, is here twice",
                "weight: 1 | weight: [1 | file: expected YAML, but",
                "host: eu-west.doorbuster.example | host: EU West | production.host: expected a DNS name, found",
                "cloud-region: eu-west-1 | cloud-region: '' | production.cloud-region: expected the name of the cloud",
                "release: {images: registry.example/doorbuster | release: {images: 'a b' | production.release.images: exp",
                "version: 1.0.0} | version: a/b} | production.release.version: expected an image's tag",
                "app: {nodes: 3 | app: {nodes: 0 | production.app.nodes: expected a whole number from 2 to 200, found \"0\"",
                "app: {nodes: 3 | app: {nodes: 13 | production.app.most-nodes: expected a whole number from 13 to 200",
                "heap-mb: 640 | heap-mb: 1000 | production.app.heap-mb: expected a whole number from 64 to 864",
                "cpu-millis: 2000 | cpu-millis: 0 | production.app.cpu-millis: expected a whole number from 100",
                "edge: {nodes: 2 | edge: {nodes: 1 | production.edge.nodes: expected a whole number from 2 to 50",
                "storage-gb: 20 | storage-gb: 5 | production.redis.storage-gb: expected a whole number from 6",
                "max-connections: 200 | max-connections: 100 | production.postgres.max-connections: expected a whole "
                        + "number from 164",
                "heap-mb: 96 | heap-mb: 200 | production.catalog-sync.heap-mb: expected a whole number from 32 to 128",
                "networks: [192.0.2.64/28] | networks: [] | production.origin.networks: expected a list of IPv4 networks",
                "pods: 10.11.0.0/16 | pods: 10.11.0.0/7 | production.networks.pods: expected an IPv4 network",
                "outgoing: [192.0.2.16/28] | outgoing: [0.0.0.0/0] | production.networks.outgoing: expected a list",
                "keep-days: 30 | keep-days: 0 | production.backups.keep-days: expected a whole number from 1",
                "path: \"s3://doorbuster-eu-west-backups/unit\" | path: /var/backups | production.backups.path: expected",
                "time-zone: Europe/Lisbon | time-zone: Mars/Olympus | production.time-zone: expected a time zone like",
                "from: \"30 17 * * 5\" | from: at five | production.pre-scale.friday-drop.from: expected five fields of",
                "nodes: 8} | nodes: 13} | production.pre-scale.friday-drop.nodes: expected a whole number from 3 to 12",
                "storage-class: fast | storage-class: fast\\n  managed-redis: {seeds: ['redis.example:1'], networks: "
                        + "[192.0.2.0/28]} | production.managed-redis.seeds: expected a list of nodes like",
                "storage-class: fast | storage-class: fast\\n  colour: red | production.colour: unknown key",
            })
    void a_wrong_file_is_refused_with_line_key_and_what_was_expected(String found, String put, String refusal)
            throws IOException {
        change("eu-west.yaml", found, put.replace("\\n", "\n"));
        assertThatThrownBy(() -> Regions.read(folder))
                .isInstanceOf(RegionRefused.class)
                .hasMessageStartingWith("eu-west.yaml:")
                .hasMessageContaining(refusal);
    }

    /// Each row changes us-east.yaml into something that collides with eu-west.yaml.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[NA, SA] | [NA, EU] | us-east.yaml:5: geographies: expected each once, but EU is claimed by eu-west",
                "public: {address: 127.0.0.12 | public: {address: 127.0.0.11 | public: expected a socket of its own",
                "admin: {address: 127.0.0.12 | admin: {address: 127.0.0.11 | admin: expected a socket of its own",
                "port: 9090 | port: 7003 | redis: expected a socket of its own, but 127.0.0.12:7003 is admin of us-east",
                "port: 9190 | port: 17001 | 127.0.0.12:17001 is redis of us-east",
                "host: us-east.doorbuster.example | host: eu-west.doorbuster.example | production: expected host to be its own",
                "doorbuster-us-east-backups | doorbuster-eu-west-backups | production: expected backups.path to be its own",
                "outgoing: [192.0.2.32/28] | outgoing: [192.0.2.16/28] | expected networks.outgoing to be its own, but",
                "storage-class: fast | storage-class: fast\\n  origin: {host: a.example, networks: [192.0.2.0/28], "
                        + "cpu-millis: 1000, memory-mb: 1024, storage-gb: 1, wal-gb: 1, max-connections: 60} "
                        + "| production: expected to have an origin exactly when the region has one",
                "weight: 1 | weight: 1\\norigin: {address: 127.0.0.9, postgres-port: 5432, admin-port: 9190} "
                        + "| origin: expected in exactly one region, but eu-west has it too",
            })
    void regions_may_not_collide(String found, String put, String refusal) throws IOException {
        change("us-east.yaml", found, put.replace("\\n", "\n"));
        assertThatThrownBy(() -> Regions.read(folder))
                .hasMessageStartingWith("us-east.yaml:")
                .hasMessageContaining(refusal);
    }

    @Test
    void a_region_that_is_only_tried_out_on_one_machine_has_no_production_section() throws IOException {
        Path file = folder.resolve("us-east.yaml");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.indexOf("production:")));
        assertThat(Regions.read(folder).named("us-east").orElseThrow().production())
                .isEmpty();
    }

    @Test
    void a_fleet_without_an_origin_is_refused() throws IOException {
        Files.delete(folder.resolve("eu-west.yaml"));
        assertThatThrownBy(() -> Regions.read(folder)).hasMessageContaining("origin: expected in exactly one region");
    }

    @Test
    void an_empty_file_and_an_empty_folder_are_refused(@TempDir Path empty) throws IOException {
        assertThatThrownBy(() -> Regions.read(empty)).hasMessageContaining("no region files");
        Files.writeString(folder.resolve("eu-west.yaml"), "");
        assertThatThrownBy(() -> Regions.read(folder))
                .hasMessage("eu-west.yaml:1: file: expected a region, found nothing");
    }

    private void change(String name, String found, String put) throws IOException {
        String text = Files.readString(folder.resolve(name));
        assertThat(text).contains(found);
        Files.writeString(folder.resolve(name), text.replace(found, put));
    }
}
