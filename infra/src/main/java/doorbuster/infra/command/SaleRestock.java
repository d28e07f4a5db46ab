package doorbuster.infra.command;

import doorbuster.infra.admin.Split;
import doorbuster.infra.admin.Units;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "restock", description = "Adds units to a sale; with several regions they are split by weight.")
final class SaleRestock implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SALE")
    private String sale = "";

    @Option(
            names = {"--quantity", "--stock"},
            required = true,
            paramLabel = "N",
            description = "units more in all, or eu-west=60,us-east=40")
    private String quantity = "";

    @Mixin
    private RegionChoice where = new RegionChoice();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Units units = Surroundings.units();
        Map<Region, Long> shares = Split.parse(quantity, where.toChange(units));
        if (shares.values().stream().allMatch(share -> share == 0)) {
            throw new StartFailed("--quantity is " + quantity + ", expected at least one unit");
        }
        for (Map.Entry<Region, Long> share : shares.entrySet()) {
            if (share.getValue() > 0) {
                Region region = share.getKey();
                units.admin(region)
                        .send("POST", "/v1/sales/" + sale + "/restock", Map.of("quantity", share.getValue()));
                out.println(region.name() + ": " + sale + " has " + share.getValue() + " units more");
            }
        }
        return 0;
    }
}
