package doorbuster.infra.command;

import doorbuster.infra.identity.LocalIdentity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = "Prints a bearer token of the local identity, good for 24 hours, and nothing else.")
final class TokenCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Bearer bearer = new Bearer();

    @Option(names = "--level", defaultValue = "1", description = "the buyer's level (default: 1)")
    private int level;

    @Option(
            names = "--account-created",
            paramLabel = "DATE",
            defaultValue = "2020-01-01",
            description = "when the buyer's account was made (default: 2020-01-01)")
    private LocalDate accountCreated = LocalDate.EPOCH;

    @Option(names = "--region", paramLabel = "NAME", description = "the buyer's home region (default: none)")
    private Optional<String> region = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static final class Bearer {
        @Option(names = "--buyer", required = true, paramLabel = "NAME", description = "a buyer's token")
        private Optional<String> buyer = Optional.empty();

        @Option(names = "--operator", required = true, description = "a token for the admin sockets")
        private boolean operator;
    }

    @Override
    public Integer call() {
        LocalIdentity identity = Surroundings.workspace().identity();
        Instant now = Instant.now();
        String token = bearer.operator
                ? identity.operatorToken(now)
                : identity.buyerToken(
                        new LocalIdentity.Buyer(bearer.buyer.orElseThrow(), level, accountCreated, region), now);
        spec.commandLine().getOut().println(token);
        return 0;
    }
}
