package doorbuster.store;

import doorbuster.telemetry.StoreCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// One Lua command of the unit: a file beside the package that uses it, with the lane's checks (`lane.lua`) put in
/// front.
public final class Script {
    private static final String SHEBANG = "#!lua\n";
    private final String name;
    private final StoreCall call;
    private final String bare;
    private final String modern;
    private final String bareSha;
    private final String modernSha;

    private Script(String name, String body) {
        this.name = name;
        call = StoreCall.redis(name);
        bare = body;
        modern = SHEBANG + body;
        bareSha = sha1(bare);
        modernSha = sha1(modern);
    }

    /// Reads `name.lua` from the resources of the owner's package.
    ///
    /// @throws IllegalStateException when there is no such file
    public static Script load(Class<?> owner, String name) {
        return new Script(name, read(Script.class, "lane.lua") + read(owner, name + ".lua"));
    }

    /// The file's name without its ending.
    public String name() {
        return name;
    }

    /// A call of it, as telemetry names it.
    StoreCall call() {
        return call;
    }

    /// The text as this server wants it: with the shebang (Redis 7 and newer then refuses undeclared keys and a full
    /// memory before the first command runs), or without, for Redis 6.2.
    public String text(boolean shebang) {
        return shebang ? modern : bare;
    }

    /// The SHA-1 by which Redis knows the text, lower-case hexadecimal.
    String sha(boolean shebang) {
        return shebang ? modernSha : bareSha;
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    static String read(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file + " beside " + owner.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file + " beside " + owner.getName(), e);
        }
    }
}
