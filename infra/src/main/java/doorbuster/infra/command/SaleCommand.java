package doorbuster.infra.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "sale",
        description = "Creates, controls and accounts for sales, in one region or all.",
        subcommands = {
            SaleCreate.class,
            SaleList.class,
            SaleShow.class,
            SaleTurn.Pause.class,
            SaleTurn.Resume.class,
            SaleTurn.Close.class,
            SaleRestock.class,
            SaleBook.class,
            SaleOrders.class,
            SaleDeadLetters.class,
            SaleBuyers.Allow.class,
            SaleBuyers.Block.class
        })
final class SaleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "sale wants a word more, such as list");
    }
}
