package doorbuster.infra;

import doorbuster.infra.command.Doorbuster;

/// The entry of `./doorbuster`.
public final class Main {
    private Main() {}

    /// Ends the JVM with the command's exit code: 0 done, 1 could not, 2 wrong usage.
    public static void main(String[] args) {
        System.exit(Doorbuster.commandLine().execute(args));
    }
}
