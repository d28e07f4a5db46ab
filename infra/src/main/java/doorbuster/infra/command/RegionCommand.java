package doorbuster.infra.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "region",
        description = "A region unit's whole life, from its one file in regions/ to nothing left of it.",
        subcommands = {
            RegionList.class,
            RegionRender.class,
            RegionAdd.class,
            RegionVerify.class,
            RegionDrain.Drain.class,
            RegionDrain.Undrain.class,
            RegionRemove.class,
            RegionDns.class
        })
final class RegionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "region wants a word more, such as list");
    }
}
