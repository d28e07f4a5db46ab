package doorbuster.infra.command;

import doorbuster.infra.dns.ExternalDnsMap;
import doorbuster.infra.dns.GdnsdConfig;
import doorbuster.infra.dns.Route53Map;
import doorbuster.infra.fleet.LocalDns;
import doorbuster.infra.fleet.Workspace;
import doorbuster.regions.Endpoint;
import doorbuster.regions.Networks;
import doorbuster.regions.Region;
import doorbuster.regions.Regions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "dns",
        description =
                "Renders which buyers are sent where, for gdnsd, Route 53 and external-dns, from regions/*.yaml and"
                        + " regions/dns/networks.yaml; prints the folder last.")
final class RegionDns implements Callable<Integer> {
    private static final int PORT = 53;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "where to; infra/target/dns if not said")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "the address gdnsd serves, also its NS records; a documentation address if not said")
    private String listen = "192.0.2.53";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Workspace workspace = Surroundings.workspace();
        List<Region> regions = Regions.read(workspace.regions()).all();
        Networks networks = LocalDns.networks(workspace);
        Path into = folder.orElseGet(() -> workspace.root().resolve("infra/target/dns"));
        Map<String, String> files = new LinkedHashMap<>();
        GdnsdConfig.Place place =
                new GdnsdConfig.Place(new Endpoint(listen, PORT), Path.of("/run/gdnsd"), Path.of("/var/lib/gdnsd"));
        GdnsdConfig.files(networks, regions, place).forEach((name, text) -> files.put("gdnsd/" + name, text));
        files.put("route53.json", Route53Map.template(networks, regions));
        files.put("external-dns.yaml", ExternalDnsMap.manifest(networks, regions));
        files.forEach((name, text) -> write(into.resolve(name), text));
        out.println(networks.name() + ": " + regions.size() + " regions, "
                + networks.byGeography().size()
                + " geographies; gdnsd/, route53.json (CloudFormation), external-dns.yaml");
        out.println(into);
        out.flush();
        return 0;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
