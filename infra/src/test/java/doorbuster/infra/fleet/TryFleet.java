package doorbuster.infra.fleet;

import doorbuster.infra.local.FreePorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/// A checkout in a temporary folder with stand-ins for the programs of the other modules, on loopback
/// addresses that nobody else uses, and the `doorbuster` command run on it as a process of its own.
final class TryFleet {
    private static final List<Integer> PORTS =
            List.of(8080, 8181, 9090, 5432, 9190, 7001, 7002, 7003, 7004, 7005, 7006, 17001, 17006, 9411);

    private final Path root;
    private final String network;
    private final Map<String, String> variables = new HashMap<>();

    TryFleet(Path root) throws IOException {
        this.root = root;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        this.network = "127." + random.nextInt(100, 250) + "." + random.nextInt(250) + ".";
        Path regions = Files.createDirectories(root.resolve("regions"));
        for (String name : List.of("eu-west.yaml", "us-east.yaml")) {
            String text = Files.readString(Path.of("../regions").resolve(name));
            Files.writeString(regions.resolve(name), text.replace("127.0.0.", network));
        }
        module("app", "doorbuster/Main.class");
        module("catalog-sync", "doorbuster/Main.class", "doorbuster/catalogsync/Main.class");
        jar(
                Files.createDirectories(root.resolve("infra/target/zipkin")).resolve("zipkin-server-exec.jar"),
                "doorbuster/FakeZipkin.class");
    }

    /// What one run of the command said.
    record Said(int exit, String out, String err) {}

    String address(int host) {
        return network + host;
    }

    Workspace workspace() {
        return new Workspace(root);
    }

    FleetState state() {
        return FleetState.read(workspace().stateFile()).orElseThrow();
    }

    /// The first process of that role.
    FleetState.Member member(String role) {
        return state().processes()
                .filter(one -> one.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /// Every further run of the command has this variable.
    TryFleet with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /// Changes a text of a region's file.
    void change(String region, String found, String put) throws IOException {
        Path file = root.resolve("regions").resolve(region + ".yaml");
        Files.writeString(file, Files.readString(file).replace(found, put));
    }

    /// Runs the command to its end.
    Said run(String... words) throws IOException, InterruptedException {
        Process process = start(words);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, err);
    }

    /// Starts the command.
    Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "doorbuster.infra.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DOORBUSTER_HOME", root.toString());
        builder.environment().putAll(variables);
        return builder.start();
    }

    /// Whether nothing listens on any socket of the fleet.
    boolean isSilent() {
        return Stream.of(10, 11, 12)
                .allMatch(host -> PORTS.stream().allMatch(port -> FreePorts.isFree(address(host), port)));
    }

    private void module(String name, String... classes) throws IOException {
        Path libs = Files.createDirectories(root.resolve(name).resolve("target/libs"));
        Path yaml = location(Yaml.class);
        Files.copy(yaml, libs.resolve(yaml.getFileName().toString()));
        jar(root.resolve(name).resolve("target").resolve("doorbuster-" + name + "-1.jar"), classes);
    }

    /// A jar of classes of these tests; the first is its program.
    private static void jar(Path jar, String... classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.MAIN_CLASS,
                        classes[0].replace(".class", "").replace('/', '.'));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String entry : classes) {
                out.putNextEntry(new JarEntry(entry));
                Files.copy(location(doorbuster.Main.class).resolve(entry), out);
                out.closeEntry();
            }
        }
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
