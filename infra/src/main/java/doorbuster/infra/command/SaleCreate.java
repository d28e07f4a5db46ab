package doorbuster.infra.command;

import doorbuster.infra.admin.Split;
import doorbuster.infra.admin.Units;
import doorbuster.infra.local.StartFailed;
import doorbuster.regions.Region;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "create",
        description =
                "Creates a sale, or changes it when it is there; with several regions the stock is split by weight.",
        sortOptions = false)
final class SaleCreate implements Callable<Integer> {
    private static final int MINOR_DIGITS = 2;

    @Parameters(paramLabel = "SALE", description = "the sale's name: a-z, 0-9 and inner hyphens")
    private String sale = "";

    @Option(names = "--sku", required = true, description = "the product that is sold")
    private String sku = "";

    @Option(
            names = "--stock",
            required = true,
            paramLabel = "N",
            description = "units in all, or eu-west=60,us-east=40")
    private String stock = "";

    @Option(names = "--price", required = true, paramLabel = "AMOUNT", description = "for one unit, such as 19.99")
    private BigDecimal price = BigDecimal.ZERO;

    @Option(names = "--currency", defaultValue = "EUR", description = "default: ${DEFAULT-VALUE}")
    private String currency = "";

    @Option(
            names = "--opens",
            paramLabel = "WHEN",
            defaultValue = "now",
            description = "now, +10m, +2h, +3d or an instant; default: ${DEFAULT-VALUE}")
    private String opens = "";

    @Option(
            names = "--closes",
            paramLabel = "WHEN",
            defaultValue = "+7d",
            description = "as --opens, counted from now; default: ${DEFAULT-VALUE}")
    private String closes = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1",
            description = "units per buyer; default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(
            names = "--pay-within",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            description = "how long an order is held for payment; default: ${DEFAULT-VALUE}")
    private String payWithin = "";

    @Option(
            names = "--challenge",
            defaultValue = "SUSPICIOUS",
            description = "OFF, SUSPICIOUS or ALWAYS; default: ${DEFAULT-VALUE}")
    private Challenge challenge = Challenge.SUSPICIOUS;

    @Option(names = "--min-level", paramLabel = "N", defaultValue = "0", description = "default: ${DEFAULT-VALUE}")
    private int minLevel;

    @Option(
            names = "--min-account-age-days",
            paramLabel = "N",
            defaultValue = "0",
            description = "default: ${DEFAULT-VALUE}")
    private int minAccountAgeDays;

    @Option(names = "--allow-list-only", description = "only buyers on the sale's list")
    private boolean allowListOnly;

    @Mixin
    private RegionChoice where = new RegionChoice();

    @Option(names = "--json", description = "the units' answers as one JSON list")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// When a buyer has to solve a puzzle first.
    enum Challenge {
        OFF,
        SUSPICIOUS,
        ALWAYS
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Units units = Surroundings.units();
        List<Object> answers = new ArrayList<>();
        for (Map.Entry<Region, Long> share :
                Split.parse(stock, where.toChange(units)).entrySet()) {
            Region region = share.getKey();
            answers.add(units.admin(region).send("PUT", "/v1/sales/" + sale, draft(share.getValue(), Instant.now())));
            if (!json) {
                out.println(region.name() + ": " + sale + " sells " + share.getValue() + " of " + sku + " at "
                        + region.publicUrl() + "/");
            }
        }
        if (json) {
            Surroundings.print(out, answers);
        }
        return 0;
    }

    private Map<String, Object> draft(long share, Instant now) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("sku", sku);
        draft.put("stock", share);
        draft.put("opensAt", When.parse(opens, now).toString());
        draft.put("closesAt", When.parse(closes, now).toString());
        draft.put("perBuyerLimit", limit);
        draft.put("priceMinor", minor());
        draft.put("currency", currency);
        draft.put("payWithin", payWithin);
        draft.put("challenge", challenge.name());
        draft.put("minLevel", minLevel);
        draft.put("minAccountAgeDays", minAccountAgeDays);
        draft.put("allowListOnly", allowListOnly);
        return draft;
    }

    private long minor() {
        try {
            return price.movePointRight(MINOR_DIGITS).longValueExact();
        } catch (ArithmeticException e) {
            throw new StartFailed("--price " + price + " has more than " + MINOR_DIGITS + " decimals");
        }
    }
}
