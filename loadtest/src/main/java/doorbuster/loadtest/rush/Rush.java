package doorbuster.loadtest.rush;

import com.fasterxml.jackson.databind.JsonNode;
import doorbuster.loadtest.reckon.Evidence;
import doorbuster.loadtest.reckon.Inspection;
import doorbuster.loadtest.reckon.Ledger;
import doorbuster.loadtest.reckon.Reckoning;
import doorbuster.loadtest.reckon.Wish;
import doorbuster.loadtest.trial.Crowd;
import doorbuster.loadtest.trial.SaleDesk;
import doorbuster.loadtest.wire.Generator;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The opening of a sale: many more attempts than units, each sent to every target, a third of the buyers asking for
/// more than they may have; afterwards every order is asked for, and the reckoning is made.
///
/// @param sale its name; it is made for this rush
/// @param sku what it sells
/// @param stock its units
/// @param limit units per buyer, at least 2
/// @param attempts of each buyer, with a key of its own each
/// @param connections over all targets
/// @param patience how long buying may take at most
public record Rush(String sale, String sku, long stock, int limit, int attempts, int connections, Duration patience) {
    private static final Duration SETTLING = Duration.ofSeconds(60);

    /// What came of it.
    ///
    /// @param bought how long buying took and what it was like
    public record Outcome(Generator.Tally bought, Ledger ledger, Evidence evidence, Reckoning reckoning) {}

    /// Lets the crowd in.
    ///
    /// @param targets where each attempt is sent; the same address twice sends it there twice
    public Outcome run(List<InetSocketAddress> targets, SaleDesk desk, Inspection inspection, Crowd crowd) {
        desk.open(sale, sku, stock, limit);
        return buy(targets, desk, inspection, crowd);
    }

    /// As [#run] for a sale that is open already.
    public Outcome buy(List<InetSocketAddress> targets, SaleDesk desk, Inspection inspection, Crowd crowd) {
        Ledger ledger = new Ledger();
        List<Shopper> shoppers = shoppers(crowd);
        Generator generator = new Generator(targets, connections);
        Generator.Tally bought = generator.run(new Buying(sale, shoppers, targets.size(), ledger), patience);
        JsonNode book = desk.settledBook(sale, SETTLING);
        var _ = generator.run(new Asking(shoppers, ledger), patience);
        Evidence evidence = inspection.of(sale, book);
        return new Outcome(bought, ledger, evidence, Reckoning.of(ledger, evidence));
    }

    /// First everybody's first attempt, then everybody's second, and so on.
    private List<Shopper> shoppers(Crowd crowd) {
        List<Shopper> shoppers = new ArrayList<>(crowd.size() * attempts);
        for (int attempt = 0; attempt < attempts; attempt++) {
            for (int i = 0; i < crowd.size(); i++) {
                Crowd.Buyer buyer = crowd.buyer(i);
                shoppers.add(new Shopper(buyer, new Wish(buyer.name(), "try-" + attempt, quantity(i, attempt))));
            }
        }
        return shoppers;
    }

    /// Every third buyer is greedy: more than the limit at once, then again and again up to half of it and above.
    private int quantity(int buyer, int attempt) {
        if (buyer % 3 != 0) {
            return 1;
        }
        return attempt == 0 ? limit + 1 : Math.max(1, limit / 2);
    }
}
