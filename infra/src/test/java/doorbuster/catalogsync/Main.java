package doorbuster.catalogsync;

import java.io.IOException;

/// As the stand-in for the app.
public final class Main {
    private Main() {}

    /// `--config FILE`
    public static void main(String[] args) throws IOException {
        doorbuster.Main.main(args);
    }
}
